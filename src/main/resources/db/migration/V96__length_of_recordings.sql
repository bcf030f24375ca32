-- Of a file of a draft that is heard or seen over time: how long, where a worker found out.
alter table preview_file add column seconds int;
alter table preview_file add constraint preview_file_seconds check (seconds >= 0);
