-- Words of every language, whatever the locale of the database. Where it is C, as in the embedded one, letters with
-- accents and letters of other scripts were taken for gaps between words, and œ was not found by oe anywhere.
create or replace function words_searched(written text) returns tsvector language sql immutable strict parallel safe as $$
	select to_tsvector('simple', regexp_replace(replace(replace(replace(lower(translate(
		regexp_replace(normalize(written, NFKD), U&'[\0300-\036F]', '', 'g'),
		'ŒÆØŁĐøłđАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЄІЂЈЉЊЋЏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ',
		'œæoldoldабвгдежзийклмнопрстуфхцчшщъыьэюяєіђјљњћџαβγδεζηθικλμνξοπρστυφχψω')),
		'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'),
		U&'[\0001-\002F\003A-\0040\005B-\0060\007B-\00BF\00D7\00F7\2000-\206F\20A0-\20CF\2100-\214F\2190-\2BFF'
			|| U&'\3000-\3004\3008-\3020\3030\FE00-\FE0F\FF00-\FF0F\FF1A-\FF20\FF3B-\FF40\FF5B-\FF65\+01F000-\+01FAFF]+',
		' ', 'g'))
$$;

-- A stored column is not made anew by a function that changed.
alter table orders drop column search_words;
alter table orders add column search_words tsvector generated always as (
	array_to_tsvector(array['@client ' || client, '@freelancer ' || freelancer])
		|| words_searched(number || ' ' || title)) stored;
comment on column orders.search_words is
	'The two sides, each one word that begins with an @, and the words of number and title.';

create index orders_search on orders using gin (search_words);

-- Those of services are made in Java (SearchWords), whose words change the same way.
update listing set search_text = replace(replace(replace(replace(replace(replace(
	search_text, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd')
where search_text ~ '[œæßøłđ]';

-- Words inside messages, beside whose they are, so that one index cuts out somebody's messages with some words.
alter table message add column search_words tsvector;
comment on column message.search_words is
	'The two sides, each one word that begins with an @, and the words of the text.';

alter table message disable trigger message_is_final;
update message m set search_words = array_to_tsvector(array['@' || c.client, '@' || c.freelancer])
	|| words_searched(m.text)
from conversation c where c.id = m.conversation_id;
alter table message enable trigger message_is_final;

create index message_search on message using gin (search_words);
