-- What an account has uploaded that is attached to nothing is bounded: how much of a file has come so far,
-- and an index for the sum.
alter table attachment add column arrived bigint not null default 0;

create index attachment_unattached_of_owner on attachment (owner) include (size, arrived) where attached_at is null;
