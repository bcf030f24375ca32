-- A freelancer takes a service off sale and puts it back, without another review.

alter table listing add column off_sale_since timestamptz;
alter table listing add constraint listing_off_sale check (off_sale_since is null or approved_version is not null);
comment on column listing.off_sale_since is
	'Since when its freelancer keeps it off sale, whatever is approved; null while they do not.';

-- the lists of what is on sale leave those out
drop index listing_on_sale;
drop index listing_words;
drop index listing_on_sale_by_price;
drop index listing_on_sale_by_time;
create index listing_on_sale on listing (approved_at desc, id desc)
	where approved_version is not null and off_sale_since is null;
create index listing_words on listing using gin (search_words)
	where approved_version is not null and off_sale_since is null;
create index listing_on_sale_by_price on listing (price_amount, id)
	where approved_version is not null and off_sale_since is null;
create index listing_on_sale_by_time on listing (listing_seconds(approved_content), id)
	where approved_version is not null and off_sale_since is null;
