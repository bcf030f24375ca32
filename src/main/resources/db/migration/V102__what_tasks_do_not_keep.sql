-- What Tasklist's forms say of an order is made when they are read, and no longer kept with the task.
delete from act_ru_variable where task_id_ is not null and name_ in ('orderSummary', 'orderBrief');

-- History is removed by when it ended: what people may read of past tasks ends with the tasks. The engine itself
-- removes such rights only by a time that was written down in advance.
create function rights_to_past_tasks_end() returns trigger language plpgsql as $$
begin
	delete from act_ru_authorization using gone
	where resource_type_ = 19 and resource_id_ = gone.id_;
	return null;
end
$$;

create trigger removal_ends_rights_to_past_tasks after delete on act_hi_taskinst
	referencing old table as gone for each statement execute function rights_to_past_tasks_end();

delete from act_ru_authorization
where resource_type_ = 19 and not exists (select from act_hi_taskinst where id_ = resource_id_);
