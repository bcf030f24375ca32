-- What people are told, how it is delivered outside the application, and every attempt.

create table notification (
	id uuid primary key,
	recipient varchar(64) not null references account (id),
	kind varchar(20) not null,
	-- names this one notification: what is told twice is told once
	key varchar(300) not null unique,
	order_number varchar(40),
	text_key varchar(100) not null,
	args jsonb not null,
	link varchar(500) not null,
	created_at timestamptz not null,
	read_at timestamptz,
	constraint notification_kind check (kind in ('NEW_ORDER', 'TO_DO', 'REMINDER', 'MESSAGE', 'STATUS')),
	constraint notification_link check (link like '/%')
);

-- my notifications, newest first
create index notification_of_recipient on notification (recipient, created_at desc, id desc);

-- how many I have not read
create index notification_unread on notification (recipient) where read_at is null;

create table notification_delivery (
	id uuid primary key,
	notification_id uuid not null references notification (id),
	channel varchar(20) not null,
	state varchar(20) not null,
	-- the same at every attempt, so that a repeat is recognised
	message_id varchar(200) not null unique,
	created_at timestamptz not null,
	ended_at timestamptz,
	constraint notification_delivery_channel check (channel in ('EMAIL')),
	constraint notification_delivery_state check (state in ('QUEUED', 'DELIVERED', 'UNDELIVERABLE')),
	constraint notification_delivery_ended check ((state = 'QUEUED') = (ended_at is null))
);

create index notification_delivery_of_notification on notification_delivery (notification_id);

create table notification_attempt (
	delivery_id uuid not null references notification_delivery (id),
	number int not null,
	started_at timestamptz not null,
	ended_at timestamptz,
	-- STARTED while it runs; UNKNOWN when the process died before it could tell
	outcome varchar(20) not null,
	detail text,
	primary key (delivery_id, number),
	constraint notification_attempt_outcome
		check (outcome in ('STARTED', 'DELIVERED', 'UNDELIVERABLE', 'FAILED', 'UNKNOWN'))
);
