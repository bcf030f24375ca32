alter table attachment add column derived boolean not null default false;

comment on column attachment.derived is 'A program made it, and it is none of what its owner may upload (B8).';
