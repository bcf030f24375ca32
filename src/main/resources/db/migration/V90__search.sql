-- Finding: one's orders by number and words of the title, services by who offers them too.

-- Words as they are searched: without capitals and accents. The same is done in Java (SearchWords).
create function words_searched(written text) returns tsvector language sql immutable strict parallel safe as $$
	select to_tsvector('simple', regexp_replace(lower(
		regexp_replace(normalize(written, NFKD), U&'[\0300-\036F]', '', 'g')), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- Whose they are stands among the words, so that one index cuts out somebody's orders with some words, however
-- many orders others have with them.
alter table orders add column search_words tsvector generated always as (
	array_to_tsvector(array['client ' || client, 'freelancer ' || freelancer])
		|| words_searched(number || ' ' || title)) stored;
comment on column orders.search_words is 'the two sides, each one word, and the words of number and title';

create index orders_search on orders using gin (search_words);

-- Approved from now on, a service has the name beside its words.
update listing set search_text = search_text || ' ' || (
	select array_to_string(tsvector_to_array(words_searched(a.display_name)), ' ') from account a where a.id = freelancer
) where search_text is not null;
