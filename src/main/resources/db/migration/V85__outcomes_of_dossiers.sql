-- What a worker read and said of each side's dossier, for each time that one was asked for (B7).
create table dossier_side (
	order_id uuid not null,
	build int not null,
	side varchar(10) not null,
	-- when what stands in it was read last: how the order stood then
	read_at timestamptz,
	-- why there is no document; null where there is one, or may be
	outcome varchar(10),
	primary key (order_id, build, side),
	foreign key (order_id, build) references dossier_build (order_id, no),
	constraint dossier_side_side check (side in ('CLIENT', 'FREELANCER')),
	constraint dossier_side_outcome check (outcome in ('TOO_LARGE', 'TOO_SLOW', 'DAMAGED', 'FAILED'))
);

-- How the order stood then, the document says; null: when it was asked for.
alter table dossier add column as_of timestamptz;
