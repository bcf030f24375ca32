-- Whoever must sign in with a passkey is signed in by those tokens only that were made with one.

alter table api_token add column with_passkey boolean not null default false;

comment on column api_token.with_passkey is 'Whether its owner had signed in with a passkey when it was made.';
