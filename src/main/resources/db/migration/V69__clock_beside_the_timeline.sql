-- How the delivery's clock stood when something happened (B1, B7); null of lines written before, and where none ran.

alter table timeline_entry add column clock jsonb;
