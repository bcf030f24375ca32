-- How long an order waited, for each of its reasons (S20): kept once it is closed, since nothing is added any more,
-- and added up for the two people, like the rest of a contact.

set local statement_timeout = 0;

-- seconds by reason; null until it is closed
alter table orders add column waited jsonb;

-- The same rule as in Java (WaitingTimes), once, for orders that were closed before.
update orders set waited = closed.waited
from (
	with lines as (
		select e.order_id, e.no, e.kind, lead(e.at) over lines_of_order - e.at as lasted,
			-- the newest line so far that is about a question in between, and that turned the order otherwise
			max(e.no) filter (where e.kind like 'QUESTION%') over lines_of_order as question_no,
			max(e.no) filter (where e.kind not like 'QUESTION%' and e.kind <> 'CLOCK_STARTED') over lines_of_order
				as turn_no,
			bool_or(e.kind = 'CLOCK_STARTED') over lines_of_order as started
		from timeline_entry e join orders o on o.id = e.order_id
		where o.status in ('COMPLETED', 'CANCELLED') and e.kind in ('ORDER_PLACED', 'REQUIREMENTS_SUBMITTED',
			'CLOCK_STARTED', 'CLARIFICATION_ASKED', 'CLARIFICATION_ANSWERED', 'REQUIREMENTS_CLEAR', 'WORK_PLANNED',
			'DRAFT_SUBMITTED', 'CHANGES_ASKED', 'DRAFT_APPROVED', 'WORK_DELIVERED', 'REVISION_ASKED',
			'QUESTION_ASKED', 'QUESTION_ANSWERED', 'QUESTION_WITHDRAWN', 'QUESTION_OVERTAKEN', 'ORDER_COMPLETED',
			'ORDER_CANCELLED')
		window lines_of_order as (partition by e.order_id order by e.no)
	),
	waits as (
		select l.order_id, l.lasted, case
			when question.kind = 'QUESTION_ASKED' then 'QUESTION'
			when turn.kind = 'ORDER_PLACED' then case when l.started then 'PLANNING' else 'REQUIREMENTS' end
			when turn.kind = 'CLARIFICATION_ASKED' then 'CLARIFICATION'
			when turn.kind in ('REQUIREMENTS_SUBMITTED', 'CLARIFICATION_ANSWERED', 'REQUIREMENTS_CLEAR') then 'PLANNING'
			when turn.kind = 'WORK_PLANNED' then
				case when o.terms ->> 'approval' = 'NONE' then 'WORK' else 'DRAFTING' end
			when turn.kind = 'DRAFT_SUBMITTED' then 'DRAFT'
			when turn.kind = 'CHANGES_ASKED' then 'DRAFTING'
			when turn.kind = 'DRAFT_APPROVED' then 'WORK'
			when turn.kind = 'WORK_DELIVERED' then 'REVIEW'
			when turn.kind = 'REVISION_ASKED' then 'REVISION'
			end as reason
		from lines l join orders o on o.id = l.order_id
		join timeline_entry turn on turn.order_id = l.order_id and turn.no = l.turn_no
		left join timeline_entry question on question.order_id = l.order_id and question.no = l.question_no
		where l.lasted > interval '0'
	)
	select order_id, jsonb_object_agg(reason, seconds) as waited
	from (select order_id, reason, extract(epoch from sum(lasted)) as seconds from waits
		where reason is not null group by order_id, reason) sums
	group by order_id
) closed
where closed.order_id = orders.id;

-- what the closed orders of two people waited; seconds by reason
alter table contact add column waited jsonb not null default '{}';

create function sum_of_waiting(one jsonb, other jsonb) returns jsonb language sql immutable strict as $$
	select coalesce(jsonb_object_agg(reason, seconds), '{}')
	from (select key as reason, sum(value::numeric) as seconds
		from (select * from jsonb_each_text(one) union all select * from jsonb_each_text(other)) both_of_them
		group by key) sums
$$;

update contact c set waited = known.waited
from (select client, freelancer, jsonb_object_agg(reason, seconds) as waited
	from (select o.client, o.freelancer, w.key as reason, sum(w.value::numeric) as seconds
		from orders o cross join lateral jsonb_each_text(o.waited) w
		group by o.client, o.freelancer, w.key) sums
	group by client, freelancer) known
where known.client = c.client and known.freelancer = c.freelancer;

create function contact_follows_waiting() returns trigger language plpgsql as $$
begin
	update contact set waited = sum_of_waiting(waited, new.waited)
	where client = new.client and freelancer = new.freelancer;
	return null;
end
$$;

-- Deferred to the commit, as what follows an order that was closed.
create constraint trigger contact_follows_waiting after update of waited on orders
	deferrable initially deferred for each row
	when (old.waited is null and new.waited is not null)
	execute function contact_follows_waiting();
