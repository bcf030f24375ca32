-- How dates and numbers are written is a matter of the region, not only of the language.

alter table account add column region varchar(2) check (region ~ '^[A-Z]{2}$');
comment on column account.region is
	'The country whose forms of dates and numbers the person reads; null where the browser says it.';
