-- Whose an order is stood among its words as words do: who looked for "client" found each order.
-- Behind an @ no word that people look for can begin so.
alter table orders drop column search_words;
alter table orders add column search_words tsvector generated always as (
	array_to_tsvector(array['@client ' || client, '@freelancer ' || freelancer])
		|| words_searched(number || ' ' || title)) stored;
comment on column orders.search_words is
	'The two sides, each one word that begins with an @, and the words of number and title.';

create index orders_search on orders using gin (search_words);
