-- Services on sale by price and by time, each with an index in that order.

-- An index takes what never changes only: ISO 8601 is read the same whatever the session says of
-- intervals, which PostgreSQL cannot know of the cast.
create function listing_seconds(content jsonb) returns bigint language sql immutable as $$
	select cast(extract(epoch from cast(content ->> 'deliveryTime' as interval)) as bigint)
$$;
comment on function listing_seconds is 'How many seconds a service takes until it is delivered.';

create index listing_on_sale_by_price on listing (price_amount, id) where approved_version is not null;
create index listing_on_sale_by_time on listing (listing_seconds(approved_content), id)
	where approved_version is not null;
