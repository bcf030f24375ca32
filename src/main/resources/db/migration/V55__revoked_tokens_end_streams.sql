-- Whose API token is revoked hears no more over streams that were opened with it either.

create or replace function account_streams_end() returns trigger language plpgsql as $$
declare
	account text := case tg_table_name
		when 'act_id_user' then to_jsonb(old) ->> 'id_'
		when 'act_id_membership' then coalesce(to_jsonb(old), to_jsonb(new)) ->> 'user_id_'
		when 'api_token' then to_jsonb(old) ->> 'account'
		else to_jsonb(old) ->> 'principal_name' end;
begin
	if account is not null then
		perform pg_notify('orderflow_live', '!' || account);
	end if;
	return null;
end
$$;

create trigger token_ends_streams after delete on api_token
	for each row execute function account_streams_end();
