-- The dashboards: what waits for the reader first, then by when it is due. The expressions are those of
-- io.orderflow.order.DashboardRows.

create index orders_active_of_freelancer on orders (
	freelancer,
	(case when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') then 1 else 0 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED');

create index orders_active_of_client on orders (
	client,
	(case when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') then 0 else 1 end),
	(coalesce(accept_by, clock_due_at, requirements_due_at)),
	id)
	where status not in ('COMPLETED', 'CANCELLED');

-- what was earned since a day
create index orders_completed_of_freelancer on orders (freelancer, completed_at) where completed_at is not null;
