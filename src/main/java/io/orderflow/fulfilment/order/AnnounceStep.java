package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.TaskContext;
import io.orderflow.order.step.StepProcessService;
import io.orderflow.order.step.StepSchedule;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * A step of an order begins to wait: the order tells whoever it waits for, and says by
 * when.
 */
@Component
class AnnounceStep implements TaskListener {

	private final StepProcessService steps;

	AnnounceStep(StepProcessService steps) {
		this.steps = steps;
	}

	@Override
	public void notify(DelegateTask task) {
		String number = task.getExecution().getProcessBusinessKey();
		StepSchedule schedule = this.steps.announce(number, OrderFulfilmentProcess.step(task.getTaskDefinitionKey()),
				task.getAssignee());
		TaskContext.announce(task, this.steps.card(number), schedule);
	}

}
