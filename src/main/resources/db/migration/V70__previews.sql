-- Previews of drafts, which workers hand in (B8).

-- What was put before a client earlier was given out whole, and stays readable.
alter table draft add column withheld boolean not null default false;
alter table draft alter column withheld drop default;

-- What workers found of each file of a draft.
create table preview_file (
	source uuid primary key references attachment (id),
	order_id uuid not null references orders (id),
	-- how often a worker began to draw it
	attempts int not null default 0,
	-- null until a worker has said what came of it
	outcome varchar(20),
	-- of the original, where it has any
	pages int,
	constraint preview_file_pages check (pages > 0)
);

create index preview_file_order on preview_file (order_id);

-- The pictures, each a file of its own.
create table preview_page (
	source uuid not null references preview_file (source),
	page int not null,
	picture varchar(10) not null,
	file uuid not null references attachment (id),
	width int not null,
	height int not null,
	primary key (source, page, picture),
	constraint preview_page_positive check (page > 0 and width > 0 and height > 0)
);
