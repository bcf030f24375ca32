-- Which side of orders somebody was taken out of, by a process admin or with their user: they do not give it back to
-- themselves, and nobody buys of them meanwhile. By the application's own doors people join only.

create table taken_group (
	account varchar(64) not null,
	group_name varchar(64) not null,
	primary key (account, group_name)
);

comment on table taken_group is 'The groups of clients and of freelancers that somebody was in, and was taken out of.';

create function groups_taken() returns trigger language plpgsql as $$
begin
	if tg_op = 'INSERT' then
		delete from taken_group where account = new.user_id_ and group_name = new.group_id_;
	elsif old.group_id_ in ('clients', 'freelancers') then
		insert into taken_group (account, group_name) values (old.user_id_, old.group_id_) on conflict do nothing;
	end if;
	return null;
end
$$;

create trigger groups_are_taken after insert or delete on act_id_membership
	for each row execute function groups_taken();

insert into taken_group (account, group_name)
select distinct freelancer, 'freelancers' from listing
where not exists (select from act_id_membership m where m.user_id_ = freelancer and m.group_id_ = 'freelancers');
