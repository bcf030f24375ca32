-- What programs sign in with. A token goes with the user in the engine: a removed user leaves none behind
-- for whoever gets the same name later.

create table api_token (
	id uuid primary key,
	account varchar(64) not null references act_id_user (id_) on delete cascade,
	name varchar(100) not null,
	-- SHA-256 of the token, in hex; the token itself is nowhere
	hash char(64) not null unique,
	-- its first characters, by which its owner knows it again
	beginning varchar(12) not null,
	scopes varchar(10)[] not null,
	-- the one that the environment gives, renewed at each start
	from_environment boolean not null default false,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	-- to some minutes, so that a call costs no write
	last_used_at timestamptz,
	constraint api_token_scopes check (scopes <@ array['READ', 'ACT', 'WORK']::varchar[] and cardinality(scopes) > 0)
);

create index api_token_of_account on api_token (account, created_at);
