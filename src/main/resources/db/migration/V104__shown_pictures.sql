-- Pictures that people show, of services and of themselves (web.md): drawn by us of an upload, which is not kept.

create table shown_picture (
	-- that of the upload, so that whoever sends the same form again finds it
	id uuid primary key,
	owner varchar(64) not null references account (id),
	large uuid not null references attachment (id) on delete cascade,
	small uuid not null references attachment (id) on delete cascade,
	width int not null,
	height int not null,
	subject varchar(100),
	drawn_at timestamptz not null,
	constraint shown_picture_positive check (width > 0 and height > 0)
);

-- what is removed with its files
create unique index shown_picture_large on shown_picture (large);
create unique index shown_picture_small on shown_picture (small);

-- how many somebody has drawn and not used
create index shown_picture_unkept on shown_picture (owner) where subject is null;

comment on table shown_picture is 'A picture that somebody shows, of a service or of themselves, as we drew it: the upload is not kept.';
comment on column shown_picture.large is 'The file to look at, a JPEG.';
comment on column shown_picture.small is 'The file to choose by, a JPEG.';
comment on column shown_picture.width is 'Of the large one, in pixels; the height too.';
comment on column shown_picture.subject is 'What it shows, which says who may see it: listing/<id>, person/<account>; null while nobody has used it.';

alter table account add column picture uuid references shown_picture (id) on delete set null;

create unique index account_picture on account (picture) where picture is not null;

comment on column account.picture is 'What the person shows beside their name; null for their initials.';
