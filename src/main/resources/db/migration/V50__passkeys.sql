-- Passkeys, in the tables that Spring Security's own repositories read and write; they end with the user in the
-- engine's identity service, so that whoever gets the same id later has none of them.

create table user_entities (
	id varchar(1000) not null primary key,
	name varchar(64) not null unique references act_id_user (id_) on delete cascade,
	display_name varchar(200)
);

comment on table user_entities is 'What authenticators call an account: a random id that says nothing of it.';

create table user_credentials (
	credential_id varchar(1000) not null primary key,
	user_entity_user_id varchar(1000) not null references user_entities (id) on delete cascade,
	public_key bytea not null,
	signature_count bigint,
	uv_initialized boolean,
	backup_eligible boolean not null,
	authenticator_transports varchar(1000),
	public_key_credential_type varchar(100),
	backup_state boolean not null,
	attestation_object bytea,
	attestation_client_data_json bytea,
	created timestamptz not null,
	last_used timestamptz,
	label varchar(100) not null check (label <> '')
);

comment on table user_credentials is 'One passkey each: its public key, never a secret.';

create index user_credentials_of_owner on user_credentials (user_entity_user_id);

create table recovery_code (
	account varchar(64) not null references act_id_user (id_) on delete cascade,
	-- SHA-256 of the code, in hex; the code itself is nowhere
	hash char(64) not null,
	created_at timestamptz not null,
	primary key (account, hash)
);

comment on table recovery_code is 'Codes that stand in for a passkey that was lost; each goes when it is used.';
