-- Which service a message outside of any order was written from: both sides read it beside the message.

alter table message
	add column service_id uuid,
	add column service_title varchar(200),
	add constraint message_service check (num_nonnulls(service_id, service_title) in (0, 2));
comment on column message.service_id is 'The service that its author asked about, where it was written from the page of one.';
comment on column message.service_title is 'How that was called then.';

-- the one asked about last, which the list of conversations shows
alter table conversation
	add column service_id uuid,
	add column service_title varchar(200),
	add constraint conversation_service check (num_nonnulls(service_id, service_title) in (0, 2));
comment on column conversation.service_id is 'The service that was asked about last, where it is of no order.';
comment on column conversation.service_title is 'How that was called then.';
