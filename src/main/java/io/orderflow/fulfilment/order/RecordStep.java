package io.orderflow.fulfilment.order;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.FormLabels;
import io.orderflow.fulfilment.ProcessMessages;
import io.orderflow.fulfilment.SubmittedValues;
import io.orderflow.order.OrderStep;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.late.LateOrderService;
import io.orderflow.order.step.StepOutcome;
import io.orderflow.order.step.StepProcessService;
import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * The one way in for every step of an order, from the page, Tasklist or the API: hands it
 * to the step, in the transaction that completes the task, and keeps the step's answers
 * to what the gateways and timers ask. A refusal rolls all of it back; the task stays
 * open.
 */
@Component
class RecordStep implements TaskListener {

	private final StepProcessService steps;

	private final EngineGateway engine;

	private final ProcessMessages messages;

	private final TasklistDates dates;

	private final LateOrderService late;

	private final ResumedTimers timers;

	private final FormLabels labels;

	RecordStep(StepProcessService steps, EngineGateway engine, ProcessMessages messages, TasklistDates dates,
			LateOrderService late, ResumedTimers timers, FormLabels labels) {
		this.steps = steps;
		this.engine = engine;
		this.messages = messages;
		this.dates = dates;
		this.late = late;
		this.timers = timers;
		this.labels = labels;
	}

	@Override
	public void notify(DelegateTask task) {
		DelegateExecution execution = task.getExecution();
		String number = execution.getProcessBusinessKey();
		StepOutcome outcome = take(task, number);
		outcome.answers().forEach((question, answer) -> execution.setVariable(question, stored(answer)));
		if (outcome.questionOvertaken()) {
			this.messages.send(OrderFulfilmentProcess.QUESTION_WITHDRAWN, OrderFulfilmentProcess.KEY, number);
		}
		if (outcome.updateSuspended()) {
			this.messages.send(OrderFulfilmentProcess.CLOCK_STOPPED, OrderFulfilmentProcess.KEY, number);
		}
		if (outcome.dueDateMoved()) {
			this.timers.move(number);
		}
		if (outcome.dueDateMoved() || this.late.found(number)) {
			this.dates.tellAnew(number, task.getId());
		}
	}

	private StepOutcome take(DelegateTask task, String number) {
		OrderStep step = OrderFulfilmentProcess.step(task.getTaskDefinitionKey());
		String actor = this.engine.actorOf(task);
		return this.engine.decisionOf(task, StepDecision.class)
			.map((decision) -> this.steps.take(number, decision, actor))
			.orElseGet(() -> takeForm(task, number, step, actor));
	}

	/** Tasklist shows a refusal apart from the form. */
	private StepOutcome takeForm(DelegateTask task, String number, OrderStep step, String actor) {
		try {
			return this.steps.takeForm(number, step, SubmittedValues.taken(task, this.steps.keysOf(number, step)),
					actor);
		}
		catch (Refusal refusal) {
			Map<String, String> labels = new HashMap<>(this.labels.of(step.id()));
			labels.putAll(this.steps.labelsOf(number, step));
			throw refusal.naming(labels);
		}
	}

	private static Object stored(Object answer) {
		return (answer instanceof Instant time) ? Date.from(time) : answer;
	}

}
