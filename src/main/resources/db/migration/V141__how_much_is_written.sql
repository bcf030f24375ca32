alter table orders add column client_wrote integer not null default 0;
alter table orders add column freelancer_wrote integer not null default 0;
comment on column orders.client_wrote is 'Characters that the client has written on it, which have an end; those of before this column are not counted.';
comment on column orders.freelancer_wrote is 'Characters that the freelancer has written on it, likewise.';
