-- Moderators have a list of what waits for them, the oldest first, and read why a service was sent back before.

alter table listing
	add column submitted_at timestamptz,
	add column sent_back_version int,
	add column sent_back_reason text;
comment on column listing.submitted_at is 'Since when the content waits for a moderator; null while it does not.';
comment on column listing.sent_back_version is
	'Which submission was sent back last, since anything was approved; null where none was.';

-- moderators were told of a submission when it came
update listing l set submitted_at = coalesce((
		select min(n.created_at) from notification n
		where n.text_key = 'listing-to-review'
			and starts_with(n.key, 'listing/' || l.id || '/' || l.version || '/review/')
	), l.created_at)
where l.state = 'SUBMITTED';
update listing set sent_back_version = version, sent_back_reason = rejection_reason where state = 'REJECTED';

alter table listing
	add constraint listing_submitted check ((state = 'SUBMITTED') = (submitted_at is not null)),
	add constraint listing_sent_back check (num_nonnulls(sent_back_version, sent_back_reason) in (0, 2));
create index listing_to_review on listing (submitted_at, id) where state = 'SUBMITTED';
create index change_request_to_rule on change_request (disputed_at, id) where state = 'DISPUTED';
