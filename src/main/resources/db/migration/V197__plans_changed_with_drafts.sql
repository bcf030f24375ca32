-- Whoever approves a draft approves the plan with it, and is to see that it was changed.
alter table draft add column plan_changed boolean not null default false;
comment on column draft.plan_changed is 'Whether the freelancer changed the plan with it.';

update draft d set plan_changed = true from timeline_entry t
	where t.order_id = d.order_id and t.kind = 'PLAN_CHANGED' and t.at = d.submitted_at;
