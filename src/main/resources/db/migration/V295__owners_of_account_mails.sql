-- What waits about somebody who was removed is not sent.

alter table account_mail add column owner varchar(64);

comment on column account_mail.owner is 'The account that it is about, without which it is not sent; null where there is none, perhaps.';
