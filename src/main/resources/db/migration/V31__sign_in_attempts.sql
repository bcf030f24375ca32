-- Passwords that were tried and not right, counted on all nodes: by account and sender, by account, by sender.
-- The key is a digest: what a stranger types as a name may be a password.

create table sign_in_failure (
	key          char(64)    not null primary key,
	failures     int         not null,
	last_at      timestamptz not null,
	paused_until timestamptz
);

create index sign_in_failure_last on sign_in_failure (last_at);

-- Browsers (by their cookie) and addresses that an account has signed in from: what strangers do does not keep
-- these out, and a browser that is new is told by mail.

create table known_sender (
	account  varchar(64)  not null,
	-- SHA-256 of the cookie, or of the address
	sender   char(64)     not null,
	browser  boolean      not null,
	first_at timestamptz  not null,
	last_at  timestamptz  not null,
	primary key (account, sender)
);

create index known_sender_last on known_sender (last_at);
