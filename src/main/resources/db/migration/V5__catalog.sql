-- Services on sale: what is being edited, and beside it what was approved.

create table listing (
	id uuid primary key,
	freelancer varchar(64) not null references account (id),
	lock_version bigint not null,
	state varchar(20) not null,
	content jsonb not null,
	-- counts the submissions; 0 before the first
	version int not null,
	rejection_reason text,
	approved_content jsonb,
	approved_version int,
	approved_at timestamptz,
	-- of the approved content, for searching and sorting
	price_amount numeric(12, 2),
	price_currency varchar(3),
	search_text text,
	search_words tsvector generated always as (to_tsvector('simple', coalesce(search_text, ''))) stored,
	created_at timestamptz not null,
	constraint listing_state check (state in ('DRAFT', 'SUBMITTED', 'REJECTED', 'APPROVED')),
	constraint listing_version check (version >= 0),
	constraint listing_rejection check ((state = 'REJECTED') = (rejection_reason is not null)),
	constraint listing_approved check (num_nonnulls(approved_content, approved_version, approved_at, price_amount,
		price_currency, search_text) in (0, 6)),
	constraint listing_price check (price_amount > 0)
);

-- everything on sale, the newest first
create index listing_on_sale on listing (approved_at desc, id desc) where approved_version is not null;

-- by words of the title and the description
create index listing_words on listing using gin (search_words) where approved_version is not null;

-- my services
create index listing_by_freelancer on listing (freelancer, created_at desc, id desc);
