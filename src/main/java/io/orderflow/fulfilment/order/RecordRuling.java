package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.ClaimedTask;
import io.orderflow.fulfilment.EngineGateway;
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

	RecordRuling(RequestProcessService requests, EngineGateway engine) {
		this.requests = requests;
		this.engine = engine;
	}

	@Override
	public void notify(DelegateTask task) {
		DelegateExecution execution = task.getExecution();
		String moderator = this.engine.actorOf(task);
		ClaimedTask.refuseToOthers(task, moderator, "dispute-claimed-by-another");
		FormValues form = SubmittedValues.taken(task, Ruling.KEYS);
		Ruling ruling = this.engine.decisionOf(task, Ruling.class).orElseGet(() -> Ruling.fromTasklist(form));
		boolean accepted = this.requests.rule(execution.getProcessBusinessKey(), moderator, ruling, form.problems());
		execution.setVariable(ChangeRequestProcess.REQUEST_ACCEPTED, accepted);
	}

}
