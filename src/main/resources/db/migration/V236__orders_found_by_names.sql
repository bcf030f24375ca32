-- One remembers of an order with whom it was. Beside the name, since it can change.
alter table account add column name_words tsvector generated always as (words_searched(display_name)) stored;
comment on column account.name_words is 'The words of the name, by which orders are found.';
