-- What stops a freelancer in the middle of the work, and only the client can answer (B1).

create table blocking_question (
	id uuid primary key,
	order_id uuid not null references orders (id),
	no int not null,
	question text not null,
	files jsonb not null,
	asked_at timestamptz not null,
	state varchar(20) not null,
	answer text,
	answer_files jsonb not null,
	ended_at timestamptz,
	constraint blocking_question_unique unique (order_id, no)
);
comment on table blocking_question is 'A question that stopped the clock of an order, and its answer (B1).';

-- one is open at a time
create unique index blocking_question_open on blocking_question (order_id) where state = 'WAITING';

-- The process of an order that was placed before this runs on a model without questions: nobody would be asked.
alter table orders add column takes_questions boolean not null default false;
comment on column orders.takes_questions is 'Whether the process of the order knows questions in between (B1).';
