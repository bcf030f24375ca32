-- What is older than is to be kept leaves the audit trail in small transactions, so that nobody who signs in
-- meanwhile waits. Only the table's owner may, and nothing younger than 90 days goes, whoever asks.

create or replace function audit_event_is_kept() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' and current_setting('orderflow.remove_audit_events', true) = 'yes' then
		if old.at < now() - interval '90 days'
			and pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'USAGE') then
			return old;
		end if;
	end if;
	raise exception 'audit_event is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

create procedure remove_audit_events(older_than interval, at_once integer default 1000) language plpgsql as $$
declare
	removed integer;
begin
	loop
		perform set_config('orderflow.remove_audit_events', 'yes', true);
		delete from audit_event where id in (
			select id from audit_event where at < now() - older_than order by at, id limit at_once);
		get diagnostics removed = row_count;
		commit;
		exit when removed < at_once;
	end loop;
end
$$;
