-- Films and sounds have no preview: whoever sends a draft may let its client play them before accepting.
alter table draft add column playable boolean not null default false;
comment on column draft.playable is
	'Whether its client may play its films and sounds, and so keep them, before the order is accepted.';
