-- What anybody may ask for (registrations, links to new passwords, questions for a passkey), counted on all nodes.
-- The key is a digest of what is asked for and of who asks.

create table sender_request (
	key      char(64)    not null primary key,
	requests int         not null,
	since    timestamptz not null
);

create index sender_request_since on sender_request (since);

-- whose browser it is that asks
create index known_sender_browser on known_sender (sender, last_at desc) where browser;
