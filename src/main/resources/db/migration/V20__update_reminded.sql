-- Whether the freelancer was reminded of the progress update that is due: once for each.
alter table orders add column update_reminded boolean not null default false;
