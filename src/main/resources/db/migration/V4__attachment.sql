-- Files: what is known about one, and its bytes in chunks of 1 MiB.

create table attachment (
	id uuid primary key,
	owner varchar(64) not null references account (id),
	file_name text not null,
	slot varchar(200),
	-- when the upload began; what is unattached a day later is removed
	uploaded_at timestamptz not null,
	-- null while bytes still arrive, and for ever when they stopped arriving
	completed_at timestamptz,
	content_type varchar(255),
	size bigint,
	sha256 char(64),
	order_number varchar(40),
	purpose varchar(100),
	attached_at timestamptz,
	constraint attachment_file_name_length check (char_length(file_name) between 1 and 255),
	constraint attachment_size_positive check (size >= 0),
	constraint attachment_complete check (num_nonnulls(completed_at, content_type, size, sha256) in (0, 4)),
	constraint attachment_attached check (num_nonnulls(order_number, purpose, attached_at) in (0, 3)),
	constraint attachment_attached_when_complete check (attached_at is null or completed_at is not null)
);

-- what a person has staged for a step: read by the beginning of the slot
create index attachment_staged on attachment (owner, slot text_pattern_ops, uploaded_at)
	where attached_at is null and completed_at is not null;

-- what is to be removed when nobody took it
create index attachment_unattached on attachment (uploaded_at) where attached_at is null;

-- the files of an order
create index attachment_used on attachment (order_number, purpose) where attached_at is not null;

create table attachment_chunk (
	attachment_id uuid not null references attachment (id) on delete cascade,
	number int not null,
	bytes bytea not null,
	primary key (attachment_id, number),
	constraint attachment_chunk_size check (octet_length(bytes) between 1 and 1048576)
);

-- files are compressed already, most of them: spare the attempt, and let a part be read without the rest
alter table attachment_chunk alter column bytes set storage external;
