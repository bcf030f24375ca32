-- My contacts: who has ordered of whom, and what came of it (S9). A read model of the orders.

-- A name as it is sorted: without accents and capitals, so that É stands with E everywhere.
create function contact_name_key(name text) returns text language sql immutable strict as $$
	select lower(regexp_replace(normalize(name, NFD), U&'[\0300-\036F]', '', 'g'))
$$;

create table contact (
	client varchar(64) not null references account (id),
	freelancer varchar(64) not null references account (id),
	client_name text collate "C" not null,
	freelancer_name text collate "C" not null,
	orders_placed int not null,
	orders_completed int not null,
	orders_cancelled int not null,
	last_order_at timestamptz not null,
	last_order_id uuid not null,
	primary key (client, freelancer)
);

-- what a client has spent with a freelancer, of completed orders; from the first order in a currency on
create table contact_spent (
	client varchar(64) not null,
	freelancer varchar(64) not null,
	currency varchar(3) not null,
	amount numeric(14, 2) not null,
	primary key (client, freelancer, currency),
	foreign key (client, freelancer) references contact (client, freelancer)
);

insert into contact (client, freelancer, client_name, freelancer_name, orders_placed, orders_completed,
	orders_cancelled, last_order_at, last_order_id)
select o.client, o.freelancer, contact_name_key(c.display_name), contact_name_key(f.display_name), count(*),
	count(*) filter (where o.status = 'COMPLETED'), count(*) filter (where o.status = 'CANCELLED'),
	max(o.placed_at), (array_agg(o.id order by o.placed_at desc))[1]
from orders o join account c on c.id = o.client join account f on f.id = o.freelancer
group by o.client, o.freelancer, c.display_name, f.display_name;

insert into contact_spent (client, freelancer, currency, amount)
select client, freelancer, price_currency, coalesce(sum(price_amount) filter (where status = 'COMPLETED'), 0)
from orders group by client, freelancer, price_currency;

-- the clients of a freelancer, sorted by each of these
create index contact_selling_by_last_order on contact (freelancer, last_order_at, client);
create index contact_selling_by_completed on contact (freelancer, orders_completed, client);
create index contact_selling_by_name on contact (freelancer, client_name, client);
create index contact_selling_by_spent on contact_spent (freelancer, currency, amount, client);

-- the freelancers of a client
create index contact_buying_by_last_order on contact (client, last_order_at, freelancer);
create index contact_buying_by_completed on contact (client, orders_completed, freelancer);
create index contact_buying_by_name on contact (client, freelancer_name, freelancer);
create index contact_buying_by_spent on contact_spent (client, currency, amount, freelancer);

create function contact_follows_placed_order() returns trigger language plpgsql as $$
begin
	update contact set orders_placed = orders_placed + 1,
		last_order_id = case when new.placed_at >= last_order_at then new.id else last_order_id end,
		last_order_at = greatest(last_order_at, new.placed_at)
	where client = new.client and freelancer = new.freelancer;
	if not found then
		insert into contact (client, freelancer, client_name, freelancer_name, orders_placed, orders_completed,
			orders_cancelled, last_order_at, last_order_id)
		-- shared: who changes a name meanwhile waits, and then finds this row
		select c.id, f.id, contact_name_key(c.display_name), contact_name_key(f.display_name), 1, 0, 0,
			new.placed_at, new.id
		from account c, account f where c.id = new.client and f.id = new.freelancer
		for share of c, f
		-- their first two orders at once
		on conflict (client, freelancer) do update set orders_placed = contact.orders_placed + 1,
			last_order_id = case when excluded.last_order_at >= contact.last_order_at
				then excluded.last_order_id else contact.last_order_id end,
			last_order_at = greatest(contact.last_order_at, excluded.last_order_at);
	end if;
	insert into contact_spent (client, freelancer, currency, amount)
	values (new.client, new.freelancer, new.price_currency, 0)
	on conflict (client, freelancer, currency) do nothing;
	return null;
end
$$;

create function contact_follows_closed_order() returns trigger language plpgsql as $$
begin
	update contact set orders_completed = orders_completed + (new.status = 'COMPLETED')::int,
		orders_cancelled = orders_cancelled + (new.status = 'CANCELLED')::int
	where client = new.client and freelancer = new.freelancer;
	if new.status = 'COMPLETED' then
		update contact_spent set amount = amount + new.price_amount
		where client = new.client and freelancer = new.freelancer and currency = new.price_currency;
	end if;
	return null;
end
$$;

-- Deferred to the commit: two orders of the same two people wait for each other no longer than that.
create constraint trigger contact_follows_placed_order after insert on orders
	deferrable initially deferred for each row execute function contact_follows_placed_order();

create constraint trigger contact_follows_closed_order after update of status on orders
	deferrable initially deferred for each row
	when (old.status is distinct from new.status and new.status in ('COMPLETED', 'CANCELLED'))
	execute function contact_follows_closed_order();

create function contact_follows_name() returns trigger language plpgsql as $$
begin
	update contact set client_name = contact_name_key(new.display_name) where client = new.id;
	update contact set freelancer_name = contact_name_key(new.display_name) where freelancer = new.id;
	return null;
end
$$;

create trigger contact_follows_name after update of display_name on account
	for each row when (old.display_name is distinct from new.display_name) execute function contact_follows_name();
