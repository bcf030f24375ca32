alter table preview_file add column begun_at timestamptz;
comment on column preview_file.begun_at is 'When it was begun last.';
