-- Whose password or groups change, and whose session ends, hears no more over streams that were opened before:
-- all nodes are told, whoever made the change. A page that is still signed in opens the next.

create function account_streams_end() returns trigger language plpgsql as $$
declare
	account text := case tg_table_name
		when 'act_id_user' then to_jsonb(old) ->> 'id_'
		when 'act_id_membership' then coalesce(to_jsonb(old), to_jsonb(new)) ->> 'user_id_'
		else to_jsonb(old) ->> 'principal_name' end;
begin
	if account is not null then
		perform pg_notify('orderflow_live', '!' || account);
	end if;
	return null;
end
$$;

create trigger password_ends_streams after update of pwd_ on act_id_user
	for each row when (old.pwd_ is distinct from new.pwd_) execute function account_streams_end();

create trigger removal_ends_streams after delete on act_id_user
	for each row execute function account_streams_end();

create trigger groups_end_streams after insert or delete on act_id_membership
	for each row execute function account_streams_end();

create trigger session_ends_streams after delete on spring_session
	for each row execute function account_streams_end();
