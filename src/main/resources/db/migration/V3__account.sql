-- People. The id is the user's id in the engine's identity service, which keeps the password.
create table account (
	id                  varchar(64)  not null primary key,
	version             bigint       not null,
	display_name        varchar(200) not null,
	email               varchar(320) not null,
	language            varchar(2)   not null check (language in ('en', 'fr')),
	time_zone           varchar(64)  not null,
	email_notifications boolean      not null default true,
	push_notifications  boolean      not null default false
);
