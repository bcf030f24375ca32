package io.orderflow.fulfilment;

import java.util.Date;

import io.orderflow.order.OrderProcess;
import io.orderflow.order.StepContext;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * A step of an order begins to wait: the order tells whoever it waits for, and says what
 * Tasklist shows beside the form. That is kept local to the task and goes with it.
 */
@Component
class AnnounceStep implements TaskListener {

	/** Shown on the task's card in Tasklist's list. */
	static final String CARD = "orderCard";

	/** Shown by every form of an order. */
	static final String SUMMARY = "orderSummary";

	/** What the decision is about, shown by every form of an order. */
	static final String BRIEF = "orderBrief";

	private final OrderProcess orders;

	AnnounceStep(OrderProcess orders) {
		this.orders = orders;
	}

	@Override
	public void notify(DelegateTask task) {
		StepContext context = this.orders.announce(task.getExecution().getProcessBusinessKey(),
				OrderFulfilmentProcess.step(task.getTaskDefinitionKey()), task.getAssignee());
		task.setVariableLocal(CARD, context.card());
		task.setVariableLocal(SUMMARY, context.summary());
		task.setVariableLocal(BRIEF, context.brief());
		task.setDueDate(Date.from(context.due()));
		task.setPriority(context.priority());
	}

}
