package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.ClaimedTask;
import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.FormLabels;
import io.orderflow.fulfilment.SubmittedValues;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.request.Ruling;
import io.orderflow.platform.FormValues;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Hands a moderator's ruling to the order, in the transaction that completes the task
 * (C4).
 */
@Component
class RecordRuling implements TaskListener {

	private final RequestProcessService requests;

	private final EngineGateway engine;

	private final FormLabels labels;

	RecordRuling(RequestProcessService requests, EngineGateway engine, FormLabels labels) {
		this.requests = requests;
		this.engine = engine;
		this.labels = labels;
	}

	@Override
	public void notify(DelegateTask task) {
		DelegateExecution execution = task.getExecution();
		String moderator = this.engine.actorOf(task);
		String order = execution.getProcessBusinessKey();
		ClaimedTask.refuseToOthers(task, moderator, "dispute-claimed-by-another",
				(claimer) -> this.requests.mayRule(order, claimer));
		FormValues form = SubmittedValues.taken(task, Ruling.KEYS);
		boolean accepted = this.engine.decisionOf(task, Ruling.class)
			.map((ruling) -> this.requests.rule(order, moderator, ruling, form.problems()))
			.orElseGet(() -> this.labels.naming("ruleOnDispute",
					() -> this.requests.rule(order, moderator, Ruling.fromTasklist(form), form.problems())));
		execution.setVariable(ChangeRequestProcess.REQUEST_ACCEPTED, accepted);
	}

}
