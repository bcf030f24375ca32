-- What one side asks of the other about their order: a later delivery date, or to cancel it (C1, C2, C4).

create table change_request (
	id uuid primary key,
	order_id uuid not null references orders (id),
	no int not null,
	kind varchar(20) not null,
	state varchar(20) not null,
	asked_by varchar(64) not null references account (id),
	reason text not null,
	-- of an extension: when the delivery was due, and when it is to be
	due_before timestamptz,
	wanted_due timestamptz,
	-- of a cancellation: who is responsible, as whoever asks sees it
	responsible varchar(20),
	asked_at timestamptz not null,
	answer_due timestamptz not null,
	-- null where nobody answered in time
	answered_by varchar(64) references account (id),
	answered_at timestamptz,
	answer text,
	dispute_until timestamptz,
	disputed_at timestamptz,
	dispute_reason text,
	ruled_by varchar(64) references account (id),
	ruled_at timestamptz,
	ruling text,
	applied_at timestamptz,
	-- when what waited for it ended; with the order, or otherwise
	ended_at timestamptz,
	ended_with_order boolean not null default false,
	constraint change_request_unique unique (order_id, no),
	constraint change_request_extension check ((kind = 'EXTENSION') = (wanted_due is not null)),
	constraint change_request_cancellation check ((kind = 'CANCELLATION') = (responsible is not null))
);

-- one open at a time (C2)
create unique index change_request_open on change_request (order_id) where state in ('WAITING', 'DISPUTED');

-- how many were asked, and whom an open one waits for
alter table orders
	add column requests int not null default 0,
	add column request_turn varchar(20);
