-- The dashboards again: an open request that waits for the reader's answer comes first as well. The expressions are
-- those of io.orderflow.order.DashboardRows.

drop index orders_active_of_freelancer;
create index orders_active_of_freelancer on orders (
	freelancer,
	(case when request_turn = 'FREELANCER' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') then 1 else 0 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED');

drop index orders_active_of_client;
create index orders_active_of_client on orders (
	client,
	(case when request_turn = 'CLIENT' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') then 0 else 1 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED');

-- those with an open request, in the same order
create index orders_with_request_of_freelancer on orders (
	freelancer,
	(case when request_turn = 'FREELANCER' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') then 1 else 0 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and request_turn is not null;
create index orders_with_request_of_client on orders (
	client,
	(case when request_turn = 'CLIENT' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') then 0 else 1 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and request_turn is not null;
