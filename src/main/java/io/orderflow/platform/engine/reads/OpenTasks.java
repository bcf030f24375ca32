package io.orderflow.platform.engine.reads;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.NativeTaskQuery;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
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

	private static final String DUE = """
			select p.business_key_, t.task_def_key_, t.due_date_
			from act_ru_execution p join act_ru_task t on t.proc_inst_id_ = p.id_
			where p.business_key_ in (:businessKeys) and p.proc_def_key_ in (:processes) and t.due_date_ is not null
			""";

	private final TaskService tasks;

	private final JdbcClient jdbc;

	OpenTasks(TaskService tasks, JdbcClient jdbc) {
		this.tasks = tasks;
		this.jdbc = jdbc;
	}

	/**
	 * By when a task is to be done.
	 *
	 * @param element of the model
	 */
	public record Due(String businessKey, String element, Instant at) {

	}

	/** The oldest first. */
	public List<Task> of(Set<String> processes, String businessKey) {
		return query(OLDEST_FIRST, processes, businessKey).list();
	}

	/** Those at one element of the models. */
	public List<Task> of(Set<String> processes, String businessKey, String element) {
		return query(OF_ELEMENT, processes, businessKey).parameter("element", element).list();
	}

	/** Those of several processes that have a date, of each no more than that. */
	public List<Due> due(Set<String> processes, Collection<String> businessKeys) {
		return businessKeys.isEmpty() ? List.of()
				: this.jdbc.sql(DUE)
					.param("businessKeys", businessKeys)
					.param("processes", processes)
					.query((row, number) -> new Due(row.getString("business_key_"), row.getString("task_def_key_"),
							row.getTimestamp("due_date_").toInstant()))
					.list();
	}

	private NativeTaskQuery query(String sql, Set<String> processes, String businessKey) {
		return this.tasks.createNativeTaskQuery()
			.sql(sql)
			.parameter("businessKey", businessKey)
			.parameter("processes", String.join(" ", processes));
	}

}
