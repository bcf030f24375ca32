-- Which transaction wrote a row: what became visible after a snapshot is told live.
-- What is there already was written long ago; 3 is the first number that PostgreSQL gives.

alter table notification add column written_by xid8 not null default '3';
alter table notification alter column written_by set default pg_current_xact_id();
create index notification_written on notification (written_by);

alter table message add column written_by xid8 not null default '3';
alter table message alter column written_by set default pg_current_xact_id();
create index message_written on message (written_by);

alter table timeline_entry add column written_by xid8 not null default '3';
alter table timeline_entry alter column written_by set default pg_current_xact_id();
create index timeline_entry_written on timeline_entry (written_by);
