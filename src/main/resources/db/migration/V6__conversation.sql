-- What the two sides of an order write to each other. Only ever added to.

create table conversation (
	id uuid primary key,
	order_id uuid not null unique,
	order_number varchar(40) not null unique,
	client varchar(64) not null references account (id),
	freelancer varchar(64) not null references account (id),
	opened_at timestamptz not null,
	constraint conversation_of_two check (client <> freelancer)
);

-- conversations with one person: my contacts, recent conversations
create index conversation_by_freelancer on conversation (freelancer, client, opened_at desc);
create index conversation_by_client on conversation (client, freelancer, opened_at desc);

create table message (
	id uuid primary key,
	conversation_id uuid not null references conversation (id),
	author varchar(64) not null references account (id),
	kind varchar(20) not null,
	text text not null,
	-- the same key by the same author in the same conversation is the same message
	key varchar(200) not null,
	posted_at timestamptz not null,
	constraint message_kind check (kind in ('MESSAGE', 'UPDATE')),
	constraint message_length check (char_length(text) <= 20000),
	constraint message_once unique (conversation_id, author, key)
);

-- newest first
create index message_in_conversation on message (conversation_id, posted_at desc, id desc);

create table message_file (
	message_id uuid not null references message (id),
	attachment_id uuid not null unique references attachment (id),
	-- the order in which the author gave them
	number int not null,
	primary key (message_id, number)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
	raise exception '% rows are never changed or removed', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger message_is_final before update or delete or truncate on message
	for each statement execute function refuse_change();

create trigger message_file_is_final before update or delete or truncate on message_file
	for each statement execute function refuse_change();
