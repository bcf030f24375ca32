package io.orderflow.fulfilment;

import java.util.Date;
import java.util.EnumSet;
import java.util.Set;

import io.orderflow.order.OrderProcess;
import io.orderflow.order.OrderStep;
import io.orderflow.order.StepContext;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * What Tasklist and the page say of the steps that wait, told anew once the delivery is
 * due at another time: a task keeps what was true when it was made.
 */
@Component
class TasklistDates {

	/** The steps that are due when the work is. */
	private static final Set<OrderStep> DUE_WITH_WORK = EnumSet.of(OrderStep.SUBMIT_DRAFT, OrderStep.DELIVER_WORK);

	private final OrderProcess orders;

	private final EngineEntry engine;

	private final TaskService tasks;

	TasklistDates(OrderProcess orders, EngineEntry engine, TaskService tasks) {
		this.orders = orders;
		this.engine = engine;
		this.tasks = tasks;
	}

	void tellAnew(String orderNumber) {
		this.engine.run(() -> this.tasks.createTaskQuery()
			.processDefinitionKey(OrderFulfilmentProcess.KEY)
			.processInstanceBusinessKey(orderNumber)
			.list()
			.forEach((task) -> tellAnew(orderNumber, task)));
	}

	private void tellAnew(String orderNumber, Task task) {
		OrderStep step = OrderFulfilmentProcess.step(task.getTaskDefinitionKey());
		StepContext context = this.orders.context(orderNumber, step, task.getAssignee());
		this.tasks.setVariableLocal(task.getId(), AnnounceStep.SUMMARY, context.summary());
		if (DUE_WITH_WORK.contains(step)) {
			this.tasks.setDueDate(task.getId(), Date.from(context.due()));
			this.tasks.setPriority(task.getId(), context.priority());
		}
	}

}
