package io.orderflow.fulfilment.order;

import java.util.Date;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.TaskContext;
import io.orderflow.order.OrderStep;
import io.orderflow.order.step.StepProcessService;
import io.orderflow.order.step.StepSchedule;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What Tasklist and the page say of the steps that wait, told anew once the delivery is
 * due, or accepted by silence, at another time: a task keeps what was true when it was
 * made.
 */
@Component
class TasklistDates {

	private final StepProcessService steps;

	private final EngineGateway engine;

	private final TaskService tasks;

	private final StepTasks open;

	TasklistDates(StepProcessService steps, EngineGateway engine, TaskService tasks, StepTasks open) {
		this.steps = steps;
		this.engine = engine;
		this.tasks = tasks;
		this.open = open;
	}

	void tellAnew(String orderNumber) {
		tellAnew(orderNumber, null);
	}

	/**
	 * The same in the midst of a decision.
	 * @param decided the task that is being completed with it
	 */
	void tellAnew(String orderNumber, @Nullable String decided) {
		this.engine.run(() -> this.open.of(orderNumber)
			.stream()
			.filter((task) -> !task.getId().equals(decided) && !ended(task))
			.forEach((task) -> renew(orderNumber, task)));
	}

	/** The database still has what was ended earlier in the same transaction. */
	private static boolean ended(Task task) {
		return task instanceof TaskEntity entity && entity.isDeleted();
	}

	private void renew(String orderNumber, Task task) {
		OrderStep step = step(task);
		if (this.steps.dueWithOrder(step)) {
			renew(orderNumber, task, step);
		}
	}

	/** Of one step, which silence decides at another time than was said. */
	void tellOf(String orderNumber, OrderStep step) {
		this.engine.run(() -> this.open.of(orderNumber)
			.stream()
			.filter((task) -> step(task) == step && !ended(task))
			.forEach((task) -> renew(orderNumber, task, step)));
	}

	private void renew(String orderNumber, Task task, OrderStep step) {
		StepSchedule schedule = this.steps.schedule(orderNumber, step);
		this.tasks.setDueDate(task.getId(), TaskContext.due(schedule));
		this.tasks.setPriority(task.getId(), TaskContext.priority(schedule));
	}

	private static OrderStep step(Task task) {
		return OrderFulfilmentProcess.step(task.getTaskDefinitionKey());
	}

}
