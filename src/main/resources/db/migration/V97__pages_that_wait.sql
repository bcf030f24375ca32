-- A file is in quarantine where whoever began it last cannot be at it any more; two nodes may be at it at once.
alter table file_drawing add column begun_at timestamptz;

-- What is removed takes what is seen of it along.
alter table file_drawing drop constraint file_drawing_source_fkey;
alter table file_drawing add constraint file_drawing_source_fkey
	foreign key (source) references attachment (id) on delete cascade;
alter table file_page drop constraint file_page_source_fkey;
alter table file_page add constraint file_page_source_fkey
	foreign key (source) references file_drawing (source) on delete cascade;

-- Who began a file of a draft last, and may take that back.
alter table preview_file add column begun_by text;
