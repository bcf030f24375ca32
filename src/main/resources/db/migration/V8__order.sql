-- Orders and everything that happens to them, up to acceptance.

create table orders (
	id uuid primary key,
	version bigint not null,
	number varchar(20) not null constraint orders_number_unique unique,
	client varchar(64) not null references account (id),
	freelancer varchar(64) not null references account (id),
	listing_id uuid not null references listing (id),
	listing_version int not null,
	-- what was ordered, frozen: a later change of the listing changes nothing here
	terms jsonb not null,
	title varchar(200) not null,
	price_amount numeric(12, 2) not null,
	price_currency varchar(3) not null,
	status varchar(30) not null,
	placed_at timestamptz not null,
	requirements_due_at timestamptz not null,
	requirements_reminders int not null default 0,
	requirements_submitted_at timestamptz,
	clock_started_at timestamptz,
	clock_due_at timestamptz,
	clock_stopped_at timestamptz,
	clock_stop_reason varchar(30),
	round int not null default 1,
	last_update_at timestamptz,
	update_due_at timestamptz,
	updates_posted int not null default 0,
	accept_by timestamptz,
	completed_at timestamptz,
	cancelled_at timestamptz,
	cancelled_by varchar(64),
	cancellation_reason text,
	dossier varchar(20) not null default 'NOT_ASKED',
	timeline_length int not null default 0,
	constraint orders_not_with_oneself check (client <> freelancer)
);

-- "my orders", newest first, by key
create index orders_of_client on orders (client, placed_at desc, id desc);
create index orders_of_freelancer on orders (freelancer, placed_at desc, id desc);
create index orders_of_listing on orders (listing_id);

-- a placement repeated with the same key returns the first order
create table order_placement (
	id uuid primary key,
	client varchar(64) not null references account (id),
	idempotency_key varchar(200) not null,
	fingerprint varchar(64) not null,
	order_id uuid not null references orders (id),
	placed_at timestamptz not null,
	constraint order_placement_unique unique (client, idempotency_key)
);
create index order_placement_of_order on order_placement (order_id);

create table requirement_answer (
	id uuid primary key,
	order_id uuid not null references orders (id),
	question_key varchar(40) not null,
	texts jsonb not null,
	files jsonb not null,
	constraint requirement_answer_unique unique (order_id, question_key)
);

create table clarification (
	id uuid primary key,
	order_id uuid not null references orders (id),
	no int not null,
	question text not null,
	asked_at timestamptz not null,
	answer text,
	files jsonb not null,
	answered_at timestamptz,
	constraint clarification_unique unique (order_id, no)
);

create table plan_task (
	id uuid primary key,
	order_id uuid not null references orders (id),
	no int not null,
	title varchar(200) not null,
	deadline date not null,
	done_at timestamptz,
	-- deferred: a changed plan takes the numbers of the one it replaces
	constraint plan_task_unique unique (order_id, no) deferrable initially deferred
);

create table draft (
	id uuid primary key,
	order_id uuid not null references orders (id),
	no int not null,
	message text not null,
	files jsonb not null,
	submitted_at timestamptz not null,
	preview varchar(20) not null,
	decision varchar(20),
	comments text,
	decided_at timestamptz,
	constraint draft_unique unique (order_id, no)
);

create table delivery (
	id uuid primary key,
	order_id uuid not null references orders (id),
	round int not null,
	message text not null,
	files jsonb not null,
	delivered_at timestamptz not null,
	more_time_asked_at timestamptz,
	outcome varchar(30),
	decided_at timestamptz,
	points jsonb not null,
	constraint delivery_unique unique (order_id, round)
);

create table timeline_entry (
	id uuid primary key,
	order_id uuid not null references orders (id),
	no int not null,
	at timestamptz not null,
	actor varchar(64) references account (id),
	kind varchar(40) not null,
	details jsonb not null,
	constraint timeline_entry_unique unique (order_id, no)
);

-- The timeline is append-only (B7), and the database itself keeps it so.
create function refuse_to_rewrite_timeline() returns trigger language plpgsql as $$
begin
	raise exception 'The timeline of an order is append-only: % is refused', tg_op
		using errcode = 'restrict_violation';
end
$$;

create trigger timeline_entry_append_only before update or delete on timeline_entry
	for each row execute function refuse_to_rewrite_timeline();
create trigger timeline_entry_no_truncate before truncate on timeline_entry
	for each statement execute function refuse_to_rewrite_timeline();
