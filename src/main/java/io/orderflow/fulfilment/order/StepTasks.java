package io.orderflow.fulfilment.order;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import io.orderflow.order.OrderStep;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where the processes of an order stand: the open user tasks that are steps of its sides,
 * of whichever process.
 */
@Component
class StepTasks {

	private final TaskService tasks;

	private final RuntimeService runtime;

	StepTasks(TaskService tasks, RuntimeService runtime) {
		this.tasks = tasks;
		this.runtime = runtime;
	}

	/** The oldest first. A ruling is the moderators' to make, no step of either side. */
	List<Task> of(String orderNumber) {
		return query(orderNumber).orderByTaskCreateTime()
			.asc()
			.list()
			.stream()
			.filter((task) -> !task.getTaskDefinitionKey().equals(ChangeRequestProcess.RULE_ON_DISPUTE))
			.toList();
	}

	Optional<Task> of(String orderNumber, OrderStep step) {
		return Optional
			.ofNullable(query(orderNumber).taskDefinitionKey(OrderFulfilmentProcess.userTask(step)).singleResult());
	}

	/** The id of the process that carries an order; empty once it has ended. */
	Optional<String> inProcessOf(String orderNumber) {
		return Optional
			.ofNullable(this.runtime.createProcessInstanceQuery()
				.processDefinitionKey(OrderFulfilmentProcess.KEY)
				.processInstanceBusinessKey(orderNumber)
				.singleResult())
			.map(Execution::getProcessInstanceId);
	}

	private TaskQuery query(String orderNumber) {
		return this.tasks.createTaskQuery()
			.processDefinitionKeyIn(OrderFulfilmentProcess.KEY, ChangeRequestProcess.KEY)
			.processInstanceBusinessKey(orderNumber);
	}

	/** A time of the engine's. */
	static @Nullable Instant instant(@Nullable Date date) {
		return (date != null) ? date.toInstant() : null;
	}

}
