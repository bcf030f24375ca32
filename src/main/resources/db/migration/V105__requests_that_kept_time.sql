-- Of each side one request keeps time from counting as late for each due date (B2): which that is, is settled once it
-- has kept some. One that was answered in time leaves that to the next.

alter table orders
	add column late_kept_for_client boolean not null default false,
	add column late_kept_for_freelancer boolean not null default false;

-- whatever was the one until now may have kept time, and stays it for the due date that it is of
update orders set
	late_kept_for_client = late_held_by_client is not null,
	late_kept_for_freelancer = late_held_by_freelancer is not null
where late_held_by_client is not null or late_held_by_freelancer is not null;

comment on column orders.late_kept_for_client is 'Whether the client''s request has kept time from counting, so that no other does for this due date.';
comment on column orders.late_kept_for_freelancer is 'The same of the freelancer''s.';
comment on column orders.late_held_by_client is 'The number of the client''s request that does, or did last for this due date.';
comment on column orders.late_marked_at is 'When it was found late; both sides are told then.';
