package io.orderflow.fulfilment.order;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import io.orderflow.order.OrderStep;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open user tasks of an order that are steps of its sides, of whichever process. */
@Component
class StepTasks {

	private final TaskService tasks;

	StepTasks(TaskService tasks) {
		this.tasks = tasks;
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
