-- The dashboards again, by the dates that they show. While the clock stands for the client the delivery is due later
-- with every second, so that such orders are sorted by what is left of their time; and while a cancellation or a ruling
-- keeps silence from accepting a delivery, there is no date: it comes last. The expressions are those of
-- io.orderflow.order.dashboard.DashboardRows.

drop index orders_active_of_freelancer;
create index orders_active_of_freelancer on orders (
	freelancer,
	(case when request_turn = 'FREELANCER' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 1 else 0 end),
	(case when accept_by is not null and request_turn is not null then timestamptz '9999-01-01 00:00:00+00' else coalesce(accept_by, clock_due_at, requirements_due_at) end),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and (clock_stop_reason is null or clock_stop_reason = 'DELIVERED');
create index orders_standing_of_freelancer on orders (
	freelancer,
	(case when request_turn = 'FREELANCER' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 1 else 0 end),
	(clock_due_at - clock_stopped_at),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and clock_stop_reason <> 'DELIVERED';

drop index orders_active_of_client;
create index orders_active_of_client on orders (
	client,
	(case when request_turn = 'CLIENT' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 0 else 1 end),
	(case when accept_by is not null and request_turn is not null then timestamptz '9999-01-01 00:00:00+00' else coalesce(accept_by, clock_due_at, requirements_due_at) end),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and (clock_stop_reason is null or clock_stop_reason = 'DELIVERED');
create index orders_standing_of_client on orders (
	client,
	(case when request_turn = 'CLIENT' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 0 else 1 end),
	(clock_due_at - clock_stopped_at),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and clock_stop_reason <> 'DELIVERED';

-- those with an open request are few among the active orders of one person, and in the same order
drop index orders_with_request_of_freelancer;
create index orders_with_request_of_freelancer on orders (
	freelancer,
	(case when request_turn = 'FREELANCER' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 1 else 0 end),
	(case when accept_by is not null and request_turn is not null then timestamptz '9999-01-01 00:00:00+00' else coalesce(accept_by, clock_due_at, requirements_due_at) end),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and request_turn is not null and (clock_stop_reason is null or clock_stop_reason = 'DELIVERED');
create index orders_standing_with_request_of_freelancer on orders (
	freelancer,
	(case when request_turn = 'FREELANCER' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 1 else 0 end),
	(clock_due_at - clock_stopped_at),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and request_turn is not null and clock_stop_reason <> 'DELIVERED';
drop index orders_with_request_of_client;
create index orders_with_request_of_client on orders (
	client,
	(case when request_turn = 'CLIENT' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 0 else 1 end),
	(case when accept_by is not null and request_turn is not null then timestamptz '9999-01-01 00:00:00+00' else coalesce(accept_by, clock_due_at, requirements_due_at) end),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and request_turn is not null and (clock_stop_reason is null or clock_stop_reason = 'DELIVERED');
create index orders_standing_with_request_of_client on orders (
	client,
	(case when request_turn = 'CLIENT' then 0 when status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION', 'DRAFT_IN_REVIEW', 'DELIVERED') or clock_stop_reason = 'QUESTION' then 0 else 1 end),
	(clock_due_at - clock_stopped_at),
	id)
	where status not in ('COMPLETED', 'CANCELLED') and request_turn is not null and clock_stop_reason <> 'DELIVERED';
