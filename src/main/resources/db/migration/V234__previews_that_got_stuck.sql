-- The page of an order says that the preview of its draft could not be made so far.
alter table draft add column preview_stuck_since timestamptz;
alter table draft add column preview_told_by xid8;

create index draft_preview_told on draft (preview_told_by) where preview_told_by is not null;

comment on column draft.preview_stuck_since is 'Since when the task of its preview has no attempts left and waits for somebody to have it tried again; null where it has.';
comment on column draft.preview_told_by is 'The transaction that wrote the former last: live events are told in this order (decision 7).';
