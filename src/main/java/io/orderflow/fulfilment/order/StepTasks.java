package io.orderflow.fulfilment.order;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.order.OrderStep;
import io.orderflow.platform.engine.reads.OpenTasks;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where the processes of an order stand: the open user tasks that are steps of its sides,
 * of whichever process.
 */
@Component
class StepTasks {

	private static final Set<String> PROCESSES = Set.of(OrderFulfilmentProcess.KEY, ChangeRequestProcess.KEY);

	private final OpenTasks tasks;

	private final RuntimeService runtime;

	StepTasks(OpenTasks tasks, RuntimeService runtime) {
		this.tasks = tasks;
		this.runtime = runtime;
	}

	/** The oldest first. A ruling is the moderators' to make, no step of either side. */
	List<Task> of(String orderNumber) {
		return this.tasks.of(PROCESSES, orderNumber)
			.stream()
			.filter((task) -> !task.getTaskDefinitionKey().equals(ChangeRequestProcess.RULE_ON_DISPUTE))
			.toList();
	}

	Optional<Task> of(String orderNumber, OrderStep step) {
		return this.tasks.of(PROCESSES, orderNumber, OrderFulfilmentProcess.userTask(step))
			.stream()
			.reduce((one, other) -> {
				throw new IllegalStateException("Order %s is twice at %s".formatted(orderNumber, step));
			});
	}

	/** By when the open steps of orders are to be decided, where anybody can say. */
	Map<String, Map<OrderStep, Instant>> due(Collection<String> orderNumbers) {
		return this.tasks.due(PROCESSES, orderNumbers)
			.stream()
			.filter((due) -> !due.element().equals(ChangeRequestProcess.RULE_ON_DISPUTE))
			.collect(Collectors.groupingBy(OpenTasks.Due::businessKey, Collectors
				.toMap((due) -> OrderFulfilmentProcess.step(due.element()), OpenTasks.Due::at, (one, other) -> one)));
	}

	/** Since when a step that waits does. */
	Instant waitsSince(String orderNumber, OrderStep step) {
		return of(orderNumber, step).orElseThrow().getCreateTime().toInstant();
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

	/** A time of the engine's. */
	static @Nullable Instant instant(@Nullable Date date) {
		return (date != null) ? date.toInstant() : null;
	}

}
