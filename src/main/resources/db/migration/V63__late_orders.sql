-- When an order is late (S20), what requests keep from counting (B2), and whom silence was announced to.

alter table orders
	-- the due date, and later by what requests that waited past it have kept from counting
	add column late_at timestamptz,
	-- since when a request keeps time from counting, and what it has kept so far
	add column late_held_since timestamptz,
	add column late_held_nanos bigint not null default 0,
	-- which request of each side was the one for this due date
	add column late_held_by_client int,
	add column late_held_by_freelancer int,
	-- when it was found late, and whether a process waits for the end of that
	add column late_marked_at timestamptz,
	add column late_watched boolean not null default false,
	add column accept_reminded timestamptz,
	add column requirements_reminded_at timestamptz;

alter table change_request add column reminded timestamptz;

update orders set late_at = clock_due_at where status not in ('COMPLETED', 'CANCELLED');

-- a request that waits for an answer or a ruling is the one of its side
update orders o set late_held_since = r.asked_at,
	late_held_by_client = case when r.asked_by = o.client then r.no end,
	late_held_by_freelancer = case when r.asked_by = o.freelancer then r.no end
from change_request r
where r.order_id = o.id and r.state in ('WAITING', 'DISPUTED') and o.status not in ('COMPLETED', 'CANCELLED');

-- After which it is late; null while nothing makes it late. The rule in Java is DeliveryClock.lateFrom.
alter table orders add column late_from timestamptz generated always as (
	case when clock_started_at is not null and clock_stopped_at is null and late_held_since is null then late_at end
) stored;

-- what the sweep looks for: late, and not found so before
create index orders_fallen_late on orders (late_from) where late_from is not null and late_marked_at is null;
