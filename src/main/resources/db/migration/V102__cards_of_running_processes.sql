-- What Tasklist's list shows of an order is a variable of its processes, from which each of their tasks takes it:
-- processes that run already get theirs.
insert into act_ru_variable (id_, rev_, type_, name_, execution_id_, proc_inst_id_, proc_def_id_, text_, var_scope_,
	sequence_counter_, is_concurrent_local_)
select gen_random_uuid()::text, 1, 'string', 'orderCard', process.id_, process.id_, process.proc_def_id_,
	concat_ws(' · ', orders.number, client.display_name, freelancer.display_name, orders.title), process.id_, 1, false
from act_ru_execution process
join act_re_procdef definition on definition.id_ = process.proc_def_id_
	and definition.key_ in ('orderFulfilment', 'changeRequest')
join orders on orders.number = process.business_key_
join account client on client.id = orders.client
join account freelancer on freelancer.id = orders.freelancer
where process.id_ = process.proc_inst_id_
on conflict do nothing;
