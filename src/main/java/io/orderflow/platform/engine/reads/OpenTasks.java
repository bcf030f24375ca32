package io.orderflow.platform.engine.reads;

import java.util.List;
import java.util.Set;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.NativeTaskQuery;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * Open user tasks by the business key of their process. A statement of our own: the
 * engine puts that of each of its queries for tasks together anew, of more than a hundred
 * conditions, which took a tenth of an order's processor time.
 */
@Component
public class OpenTasks {

	private static final String OF_BUSINESS_KEY = """
			select t.* from act_ru_execution p join act_ru_task t on t.proc_inst_id_ = p.id_
			where p.business_key_ = #{businessKey} and p.proc_def_key_ = any (string_to_array(#{processes}, ' '))
			""";

	private static final String OF_ELEMENT = OF_BUSINESS_KEY + "and t.task_def_key_ = #{element}";

	private static final String OLDEST_FIRST = OF_BUSINESS_KEY + "order by t.create_time_, t.id_";

	private final TaskService tasks;

	OpenTasks(TaskService tasks) {
		this.tasks = tasks;
	}

	/** The oldest first. */
	public List<Task> of(Set<String> processes, String businessKey) {
		return query(OLDEST_FIRST, processes, businessKey).list();
	}

	/** Those at one element of the models. */
	public List<Task> of(Set<String> processes, String businessKey, String element) {
		return query(OF_ELEMENT, processes, businessKey).parameter("element", element).list();
	}

	private NativeTaskQuery query(String sql, Set<String> processes, String businessKey) {
		return this.tasks.createNativeTaskQuery()
			.sql(sql)
			.parameter("businessKey", businessKey)
			.parameter("processes", String.join(" ", processes));
	}

}
