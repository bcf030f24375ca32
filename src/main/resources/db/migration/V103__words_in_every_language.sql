-- Words of every language, whatever the locale of the database. Where it is C, as in the embedded one, letters with
-- accents and letters of other scripts were taken for gaps between words, and œ was not found by oe anywhere.
create or replace function words_searched(written text) returns tsvector language sql immutable strict parallel safe as $$
	select to_tsvector('simple', regexp_replace(replace(replace(replace(lower(translate(
		-- without marks of any script, which Java calls \p{M}
		regexp_replace(normalize(written, NFKD), U&'[\0300-\036F\0483-\0489\0591-\05BD\05BF\05C1-\05C2\05C4-\05C5\05C7\0610-\061A\064B-\065F\0670'
			|| U&'\06D6-\06DC\06DF-\06E4\06E7-\06E8\06EA-\06ED\0711\0730-\074A\07A6-\07B0\07EB-\07F3\07FD'
			|| U&'\0816-\0819\081B-\0823\0825-\0827\0829-\082D\0859-\085B\0898-\089F\08CA-\08E1\08E3-\0903'
			|| U&'\093A-\093C\093E-\094F\0951-\0957\0962-\0963\0981-\0983\09BC\09BE-\09CD\09D7\09E2-\09E3'
			|| U&'\09FE-\0A03\0A3C-\0A51\0A70-\0A71\0A75\0A81-\0A83\0ABC\0ABE-\0ACD\0AE2-\0AE3\0AFA-\0B03\0B3C'
			|| U&'\0B3E-\0B57\0B62-\0B63\0B82\0BBE-\0BCD\0BD7\0C00-\0C04\0C3C\0C3E-\0C56\0C62-\0C63\0C81-\0C83'
			|| U&'\0CBC\0CBE-\0CD6\0CE2-\0CE3\0D00-\0D03\0D3B-\0D3C\0D3E-\0D4D\0D57\0D62-\0D63\0D81-\0D83'
			|| U&'\0DCA-\0DDF\0DF2-\0DF3\0E31\0E34-\0E3A\0E47-\0E4E\0EB1\0EB4-\0EBC\0EC8-\0ECD\0F18-\0F19\0F35'
			|| U&'\0F37\0F39\0F3E-\0F3F\0F71-\0F84\0F86-\0F87\0F8D-\0FBC\0FC6\102B-\103E\1056-\1059\105E-\1060'
			|| U&'\1062-\1064\1067-\106D\1071-\1074\1082-\108D\108F\109A-\109D\135D-\135F\1712-\1715\1732-\1734'
			|| U&'\1752-\1753\1772-\1773\17B4-\17D3\17DD\180B-\180D\180F\1885-\1886\18A9\1920-\193B\1A17-\1A1B'
			|| U&'\1A55-\1A7F\1AB0-\1B04\1B34-\1B44\1B6B-\1B73\1B80-\1B82\1BA1-\1BAD\1BE6-\1BF3\1C24-\1C37'
			|| U&'\1CD0-\1CD2\1CD4-\1CE8\1CED\1CF4\1CF7-\1CF9\1DC0-\1DFF\20D0-\20F0\2CEF-\2CF1\2D7F\2DE0-\2DFF'
			|| U&'\302A-\302F\3099-\309A\A66F-\A672\A674-\A67D\A69E-\A69F\A6F0-\A6F1\A802\A806\A80B\A823-\A827'
			|| U&'\A82C\A880-\A881\A8B4-\A8C5\A8E0-\A8F1\A8FF\A926-\A92D\A947-\A953\A980-\A983\A9B3-\A9C0\A9E5'
			|| U&'\AA29-\AA36\AA43\AA4C-\AA4D\AA7B-\AA7D\AAB0\AAB2-\AAB4\AAB7-\AAB8\AABE-\AABF\AAC1\AAEB-\AAEF'
			|| U&'\AAF5-\AAF6\ABE3-\ABEA\ABEC-\ABED\FB1E\FE00-\FE0F\FE20-\FE2F]',
			'', 'g'),
		'ẞŒÆØŁĐøłđÞÐĦŊŦƏςАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЄІЂЈЉЊЋЏҐЅѢӘҒҚҢӨҮҰҺΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ',
		'ßœæoldoldþðħŋŧəσабвгдежзийклмнопрстуфхцчшщъыьэюяєіђјљњћџґѕѣәғқңөүұһαβγδεζηθικλμνξοπρστυφχψω')),
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
update listing set search_text = replace(replace(replace(replace(replace(replace(replace(
	search_text, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ς', 'σ')
where search_text ~ '[œæßøłđς]';

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
