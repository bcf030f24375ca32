-- What asked moderators to rule is read once there is nothing to rule on; until now it stayed unread for ever.
update notification n set read_at = now(), written_by = pg_current_xact_id()
where n.text_key = 'dispute-to-rule' and n.read_at is null
	and not exists (
		select from change_request r join orders o on o.id = r.order_id
		where o.number = n.order_number and r.state = 'DISPUTED'
	);
