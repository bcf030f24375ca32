create table session_generation (
	account varchar(64) not null primary key references act_id_user (id_) on delete cascade,
	number integer not null
);
comment on table session_generation is
	'How often all earlier sessions of an account have been ended, also those that were being begun.';
