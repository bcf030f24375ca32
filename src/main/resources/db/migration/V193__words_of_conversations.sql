-- What somebody looks for among their own orders and conversations is compared with these one after the other, newest
-- first, until there are enough: at most as many as they have. An index over the words of everybody's orders and messages
-- had to gather all that begin with a word before it could tell whose they are, which took seconds with six million
-- messages, and each new one had to be put into it.
drop index message_search;
drop index orders_search;

-- Two sides beside the words are for that index alone. In messages from before they stay; nobody can look for them.
alter table orders drop column search_words;
alter table orders add column search_words tsvector
	generated always as (words_searched(number || ' ' || title)) stored;
comment on column orders.search_words is 'The words of number and title.';
comment on column message.search_words is 'The words of the text.';

-- Made of names and titles again and again, for each conversation that was compared, they took a fifth of a millisecond.
alter table conversation add column search_words tsvector;
comment on column conversation.search_words is
	'The words of the client''s name (A), of the freelancer''s (B), and of the number and title (D).';

create function words_of_conversation(c conversation) returns tsvector stable language sql as $$
	select setweight(words_searched((select display_name from account where id = c.client)), 'A')
		|| setweight(words_searched((select display_name from account where id = c.freelancer)), 'B')
		|| words_searched(concat_ws(' ', c.order_number, coalesce(c.order_title, c.service_title)))
$$;

update conversation c set search_words = words_of_conversation(c);
alter table conversation alter column search_words set not null;

create function conversation_words() returns trigger language plpgsql as $$ begin
	new.search_words := words_of_conversation(new);
	return new;
end $$;

create trigger conversation_words before insert on conversation
	for each row execute function conversation_words();
create trigger conversation_words_of_service before update of service_title on conversation
	for each row when (new.service_title is distinct from old.service_title) execute function conversation_words();
