package io.orderflow.fulfilment.order;

import io.orderflow.order.step.StepProcessService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.springframework.stereotype.Component;

/**
 * The time for a step is over: the order says whether it is cancelled for it, or reminds
 * first and waits on (C5).
 */
@Component
class AskCancelled implements ExecutionListener {

	private final StepProcessService steps;

	private final TasklistDates dates;

	AskCancelled(StepProcessService steps, TasklistDates dates) {
		this.steps = steps;
		this.dates = dates;
	}

	@Override
	public void notify(DelegateExecution execution) {
		String number = execution.getProcessBusinessKey();
		boolean cancelled = this.steps.cancelsUndecided(number,
				OrderFulfilmentProcess.stepBefore((FlowNode) execution.getBpmnModelElementInstance()));
		execution.setVariable(OrderFulfilmentProcess.SILENCE_CANCELS, cancelled);
		if (!cancelled) {
			this.dates.tellAnew(number);
		}
	}

}
