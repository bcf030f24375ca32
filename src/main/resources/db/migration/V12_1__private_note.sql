-- The freelancer's private note on an order (S12): for nobody else, and the one thing that can be changed on a
-- closed order (S28).

create table private_note (
	order_id uuid primary key references orders (id),
	account varchar(64) not null references account (id),
	version bigint not null,
	text text not null,
	-- [{"text": "…", "done": false}, …]
	items jsonb not null,
	constraint private_note_length check (char_length(text) <= 20000)
);
