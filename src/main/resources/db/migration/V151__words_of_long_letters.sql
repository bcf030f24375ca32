-- One letter may be eighteen once it is taken apart (U+FDFA): a text of 20,000 letters may be of 360,000, over which
-- the expressions that follow took more than a second of the database. Words are made of the first 100,000; an
-- ordinary text of that length, and one in which each syllable is three letters, is not cut.
do $$ begin
	execute replace(pg_get_functiondef('words_searched(text)'::regprocedure),
		'normalize(written, NFKD)', 'left(normalize(written, NFKD), 100000)');
end $$;
