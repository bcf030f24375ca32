-- Whoever was removed hears nothing more of what others write; as for their tokens and passkeys, but the account stays.

create function push_subscriptions_end() returns trigger language plpgsql as $$
begin
	delete from push_subscription where account = old.id_;
	return null;
end
$$;

create trigger removal_ends_push_subscriptions after delete on act_id_user
	for each row execute function push_subscriptions_end();

delete from push_subscription s where not exists (select from act_id_user u where u.id_ = s.account);
