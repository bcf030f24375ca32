alter table user_entities add column removals integer not null default 0;
comment on column user_entities.removals is
	'How many passkeys the account has removed: sessions that began before one of them end with it.';
