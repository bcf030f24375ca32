-- Which channel tells whom of what, browsers to push to, and mails that hold several messages.

-- what is switched off, so that a kind that is new is on
alter table account
	add column email_off text[] not null default '{}',
	add column push_off text[] not null default '{}';

update account set email_off = '{NEW_ORDER,MESSAGE,TO_DO,REMINDER,REQUEST,STATUS}' where not email_notifications;

-- push was false for everybody, since nobody could choose it: who subscribes a browser says yes
alter table account
	drop column email_notifications,
	drop column push_notifications;

create table push_subscription (
	id uuid primary key,
	account varchar(64) not null references account (id),
	-- a browser has one, whoever is signed in there
	endpoint varchar(2000) not null unique,
	p256dh varchar(100) not null,
	auth varchar(50) not null,
	label varchar(100),
	created_at timestamptz not null
);

create index push_subscription_of_account on push_subscription (account, created_at, id);

-- made at the first start and kept: browsers and mails hold what was made with them
create table notification_key (
	name varchar(40) primary key,
	value text not null,
	created_at timestamptz not null default now()
);

alter table notification
	-- what a person wrote, and who: shown in mails and pushes only
	add column quote_author varchar(200),
	add column quote text,
	-- the mail that tells this together with others; that of notification_delivery.notification_id otherwise
	add column joined_delivery_id uuid references notification_delivery (id),
	drop constraint notification_kind,
	add constraint notification_kind
		check (kind in ('NEW_ORDER', 'TO_DO', 'REMINDER', 'MESSAGE', 'REQUEST', 'STATUS')),
	add constraint notification_quote check ((quote is null) = (quote_author is null));

create index notification_joined on notification (joined_delivery_id) where joined_delivery_id is not null;

alter table notification_delivery
	-- no reference: the log stays when the browser is gone
	add column subscription_id uuid,
	-- set while further messages may join; taken away by the first attempt
	add column open_group varchar(400),
	add column grouped_until timestamptz,
	drop constraint notification_delivery_channel,
	add constraint notification_delivery_channel check (channel in ('EMAIL', 'PUSH')),
	add constraint notification_delivery_subscription check ((channel = 'PUSH') = (subscription_id is not null)),
	add constraint notification_delivery_group check (open_group is null or grouped_until is not null);

-- one open mail a group; most deliveries are in none
create unique index notification_delivery_open on notification_delivery (open_group) where open_group is not null;

comment on column notification_delivery.message_id is 'the Message-ID of a mail, the Topic of a push';
