-- Who came in and what was done by those who may do much. Rows are only ever added: the database refuses
-- everything else, whoever asks. Whoever owns the table drops what is older than is to be kept (docs/security.md).

create table audit_event (
	id      uuid         not null primary key,
	at      timestamptz  not null,
	kind    varchar(40)  not null,
	-- the account that acted, or that somebody tried to be; null for a stranger
	who     varchar(64),
	-- whom or what it was done to
	about   varchar(200),
	address varchar(64),
	way     varchar(10),
	detail  varchar(500)
);

create index audit_event_newest on audit_event (at, id);
create index audit_event_of_who on audit_event (who, at, id);
create index audit_event_of_kind on audit_event (kind, at, id);

create function audit_event_is_kept() returns trigger language plpgsql as $$
begin
	raise exception 'audit_event is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_event_row_kept before update or delete on audit_event
	for each row execute function audit_event_is_kept();

create trigger audit_event_table_kept before truncate on audit_event
	for each statement execute function audit_event_is_kept();
