-- Conversations are found by the names that both sides have now, as contacts are.
create function conversations_follow_name() returns trigger language plpgsql as $$ begin
	update conversation c set search_words = words_of_conversation(c)
		where client = new.id or freelancer = new.id;
	return null;
end $$;

create trigger conversations_follow_name after update of display_name on account
	for each row when (old.display_name is distinct from new.display_name) execute function conversations_follow_name();
