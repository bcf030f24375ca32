-- Dossiers of orders, which workers hand in (B7).

-- Each time that one was asked for. The newest counts: what is handed in for an older one is refused.
create table dossier_build (
	order_id uuid not null references orders (id),
	no int not null,
	asked_at timestamptz not null,
	-- null where the order asked, since it was closed
	asked_by varchar(64) references account (id),
	-- when its external task ended, whatever had been handed in
	ended_at timestamptz,
	written_by xid8 not null default pg_current_xact_id(),
	primary key (order_id, no),
	constraint dossier_build_no check (no > 0)
);

-- An order is closed once.
create unique index dossier_build_closing on dossier_build (order_id) where asked_by is null;

create index dossier_build_written on dossier_build (written_by);

-- What was handed in last for each side.
create table dossier (
	order_id uuid not null references orders (id),
	side varchar(10) not null,
	build int not null,
	file uuid not null references attachment (id),
	primary key (order_id, side),
	constraint dossier_side check (side in ('CLIENT', 'FREELANCER')),
	foreign key (order_id, build) references dossier_build (order_id, no)
);

-- Closed orders whose task still waits for a worker.
insert into dossier_build (order_id, no, asked_at)
select id, 1, coalesce(completed_at, cancelled_at, now()) from orders where dossier = 'PENDING';
