-- The dashboards again: while a question is open it is the client's turn. The expressions are those of
-- io.orderflow.order.dashboard.DashboardRows.

drop index orders_active_of_freelancer;
create index orders_active_of_freelancer on orders (
	freelancer,
	(case when request_turn = 'FREELANCER' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 1 else 0 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED');

drop index orders_active_of_client;
create index orders_active_of_client on orders (
	client,
	(case when request_turn = 'CLIENT' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 0 else 1 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED');

drop index orders_with_request_of_freelancer;
create index orders_with_request_of_freelancer on orders (
	freelancer,
	(case when request_turn = 'FREELANCER' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 1 else 0 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and request_turn is not null;
drop index orders_with_request_of_client;
create index orders_with_request_of_client on orders (
	client,
	(case when request_turn = 'CLIENT' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 0 else 1 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and request_turn is not null;
