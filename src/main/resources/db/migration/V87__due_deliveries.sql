-- What is to be delivered, and from when on: the dispatcher of each node takes it from here, a few at a time. A
-- delivery is in here until its first attempt has ended. Those recorded before have a process instance already, which
-- goes on with them, so they are not added.

create table due_delivery (
	delivery_id uuid primary key references notification_delivery (id) on delete cascade,
	channel varchar(20) not null,
	-- whose turn it is: the account, or the address of a mail about an account
	recipient varchar(320) not null,
	due_at timestamptz not null,
	-- a node is at it until then; not in the index, so that taking a row costs no entry there
	held_until timestamptz
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
	autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000);

-- the next people whose turn it is, and of each what is due first
create index due_delivery_of_recipient on due_delivery (channel, recipient, due_at);
