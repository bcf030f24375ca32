-- Whoever gets the name of somebody who was removed inherits nothing: no browser is known to them.

create function known_senders_end() returns trigger language plpgsql as $$
begin
	delete from known_sender where account = old.id_;
	return null;
end
$$;

create trigger removal_ends_known_senders after delete on act_id_user
	for each row execute function known_senders_end();
