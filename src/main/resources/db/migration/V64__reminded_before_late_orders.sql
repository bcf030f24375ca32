-- Who was reminded of a silent acceptance, or could have been, before that was kept (S26).

update orders set accept_reminded = accept_by - interval '1 day'
where status = 'DELIVERED' and accept_by - interval '1 day' < now() and accept_reminded is null;

-- A later date that was asked for while the clock stood, and still waits: counted from when the delivery was due by then.
update change_request r set due_before = r.due_before + (r.asked_at - o.clock_stopped_at)
from orders o
where o.id = r.order_id and r.kind = 'EXTENSION' and r.state = 'WAITING'
	and o.clock_stopped_at < r.asked_at and r.due_before + (r.asked_at - o.clock_stopped_at) < r.wanted_due;
