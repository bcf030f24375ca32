-- Conversations before there is an order, what each side has read, and ready-made messages.

-- An inquiry belongs to no order (S8); there is one for each client and freelancer.
alter table conversation
	alter column order_id drop not null,
	alter column order_number drop not null,
	add column order_title varchar(200),
	-- when the newest message was written; before the first, when it was opened
	add column last_message_at timestamptz,
	-- the newest message that each side has read was written then
	add column client_read_until timestamptz,
	add column freelancer_read_until timestamptz,
	-- the other side's messages after that
	add column client_unread int not null default 0,
	add column freelancer_unread int not null default 0;

update conversation c set order_title = o.title, last_message_at = c.opened_at from orders o where o.id = c.order_id;

-- what was written before there were marks counts as read
update conversation c set last_message_at = newest.at, client_read_until = newest.at, freelancer_read_until = newest.at
from (select conversation_id, max(posted_at) as at from message group by conversation_id) newest
where newest.conversation_id = c.id;

alter table conversation
	alter column last_message_at set not null,
	add constraint conversation_of_order_or_none check (num_nonnulls(order_id, order_number, order_title) in (0, 3)),
	-- deferred: the conversation is written before the order that it is opened with
	add constraint conversation_of_order foreign key (order_id) references orders (id) deferrable initially deferred;

create unique index conversation_inquiry on conversation (client, freelancer) where order_id is null;

-- my conversations, newest first, from either side
create index conversation_of_freelancer on conversation (freelancer, last_message_at desc, id desc);
create index conversation_of_client on conversation (client, last_message_at desc, id desc);

-- those with one person
drop index conversation_by_freelancer;
drop index conversation_by_client;
create index conversation_between on conversation (freelancer, client, last_message_at desc, id desc);

-- how many have something that I have not read
create index conversation_unread_by_freelancer on conversation (freelancer) where freelancer_unread > 0;
create index conversation_unread_by_client on conversation (client) where client_unread > 0;

-- The files of an inquiry are attached to no order.
alter table attachment
	drop constraint attachment_attached,
	add constraint attachment_attached check (num_nonnulls(purpose, attached_at) in (0, 2)
		and (order_number is null or attached_at is not null));

-- What people save to write again (S22).
create table ready_message (
	id uuid primary key,
	account varchar(64) not null references account (id),
	title varchar(100) not null,
	text text not null,
	created_at timestamptz not null,
	constraint ready_message_length check (char_length(text) <= 20000)
);

create index ready_message_of_account on ready_message (account, created_at, id);
