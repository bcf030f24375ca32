-- Letters that confirm an address or let somebody choose a new password.

create table account_token (
	id uuid primary key,
	purpose varchar(20) not null,
	-- SHA-256 of the secret, in hex; the secret itself is nowhere
	hash char(64) not null unique,
	email varchar(320) not null,
	account varchar(64) references account (id),
	registration jsonb,
	issued_at timestamptz not null,
	expires_at timestamptz not null,
	used_at timestamptz,
	constraint account_token_purpose check (
		(purpose = 'REGISTRATION' and registration is not null and account is null)
		or (purpose = 'RESET' and registration is null and account is not null))
);

create index account_token_of_address on account_token (lower(email), issued_at);

create index account_token_expired on account_token (expires_at);

-- one account an address: it is also what people sign in with
create unique index account_address on account (lower(email));
