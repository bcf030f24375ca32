package io.orderflow.fulfilment;

import io.orderflow.order.RequestProcess;
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

	private final RequestProcess requests;

	private final EngineGateway engine;

	RecordRuling(RequestProcess requests, EngineGateway engine) {
		this.requests = requests;
		this.engine = engine;
	}

	@Override
	public void notify(DelegateTask task) {
		DelegateExecution execution = task.getExecution();
		String moderator = this.engine.actorOf(task);
		ClaimedTask.refuseToOthers(task, moderator, "dispute-claimed-by-another");
		boolean accepted = this.requests.rule(execution.getProcessBusinessKey(), moderator,
				this.engine.valuesOf(task, () -> RequestProcess.RULING_KEYS));
		execution.setVariable(ChangeRequestProcess.REQUEST_ACCEPTED, accepted);
	}

}
