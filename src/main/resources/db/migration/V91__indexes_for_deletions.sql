-- What belongs to a person is looked for by the person: to be removed with them, or counted.
create index message_of_author on message (author);
create index timeline_entry_of_actor on timeline_entry (actor);
create index private_note_of_account on private_note (account);
create index account_token_of_account on account_token (account);
