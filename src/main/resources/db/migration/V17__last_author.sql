-- Who wrote last: whose answer a conversation waits for.
alter table conversation add column last_author varchar(64) references account (id);

update conversation c set last_author = (
	select m.author from message m where m.conversation_id = c.id order by m.posted_at desc, m.id desc limit 1);

-- those in which the client had the last word, newest first
create index conversation_unanswered on conversation (freelancer, last_message_at desc, id desc)
	where last_author = client;
