-- The page of an order says that its dossiers could not be made so far.
alter table dossier_build add column stuck_since timestamptz;

comment on column dossier_build.stuck_since is 'Since when its task has no attempts left and waits for somebody to have it tried again; null where it has, or has ended.';
