-- Mails about accounts are recorded with what they tell of, and delivered as notifications are: tried again while the
-- mail server is down, with the log of attempts. They go to an address, which may have no account (yet).

alter table notification_delivery alter column notification_id drop not null;

-- removed some time after they have ended
create index notification_delivery_of_account_mail on notification_delivery (created_at) where notification_id is null;

alter table notification_attempt
	drop constraint notification_attempt_delivery_id_fkey,
	add constraint notification_attempt_delivery_id_fkey
		foreign key (delivery_id) references notification_delivery (id) on delete cascade;

create table account_mail (
	delivery_id uuid primary key references notification_delivery (id) on delete cascade,
	kind varchar(40) not null,
	email varchar(320) not null,
	language varchar(2) not null,
	path varchar(500) not null,
	-- what the link ends in a secret of, which is made when the mail is sent; no reference: it ends before the log
	token_id uuid,
	details jsonb not null,
	constraint account_mail_path check (path like '/%')
);

-- A secret is made anew for each attempt to send it, since the one before may have arrived: each of them is good.
create table account_token_secret (
	-- SHA-256 of the secret, in hex; the secret itself is in the mail and nowhere else
	hash char(64) primary key,
	token_id uuid not null references account_token (id) on delete cascade,
	expires_at timestamptz not null
);

create index account_token_secret_of_token on account_token_secret (token_id);

insert into account_token_secret (hash, token_id, expires_at)
select hash, id, expires_at from account_token where used_at is null and expires_at > issued_at;

alter table account_token drop column hash;
