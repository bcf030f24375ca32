package io.orderflow.fulfilment;

import java.util.Date;
import java.util.EnumSet;
import java.util.Set;

import io.orderflow.order.OrderProcess;
import io.orderflow.order.OrderStep;
import io.orderflow.order.StepContext;
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

	/** The steps that are due when the order says, whenever they were asked for. */
	private static final Set<OrderStep> DUE_WITH_ORDER = EnumSet.of(OrderStep.SUBMIT_DRAFT, OrderStep.DELIVER_WORK,
			OrderStep.REVIEW_DELIVERY);

	private final OrderProcess orders;

	private final EngineGateway engine;

	private final TaskService tasks;

	TasklistDates(OrderProcess orders, EngineGateway engine, TaskService tasks) {
		this.orders = orders;
		this.engine = engine;
		this.tasks = tasks;
	}

	void tellAnew(String orderNumber) {
		tellAnew(orderNumber, null);
	}

	/**
	 * The same in the midst of a decision.
	 * @param decided the task that is being completed with it
	 */
	void tellAnew(String orderNumber, @Nullable String decided) {
		this.engine.run(() -> this.tasks.createTaskQuery()
			.processDefinitionKeyIn(OrderFulfilmentProcess.KEY, ChangeRequestProcess.KEY)
			.processInstanceBusinessKey(orderNumber)
			.list()
			.stream()
			.filter((task) -> !task.getTaskDefinitionKey().equals(ChangeRequestProcess.RULE_ON_DISPUTE))
			.filter((task) -> !task.getId().equals(decided) && !ended(task))
			.forEach((task) -> renew(orderNumber, task)));
	}

	/** The database still has what was ended earlier in the same transaction. */
	private static boolean ended(Task task) {
		return task instanceof TaskEntity entity && entity.isDeleted();
	}

	private void renew(String orderNumber, Task task) {
		OrderStep step = OrderFulfilmentProcess.step(task.getTaskDefinitionKey());
		StepContext context = this.orders.context(orderNumber, step, task.getAssignee());
		this.tasks.setVariableLocal(task.getId(), AnnounceStep.SUMMARY, context.summary());
		if (DUE_WITH_ORDER.contains(step)) {
			this.tasks.setDueDate(task.getId(), Date.from(context.due()));
			this.tasks.setPriority(task.getId(), context.priority());
		}
	}

}
