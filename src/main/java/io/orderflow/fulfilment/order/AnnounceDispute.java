package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.ModeratorDirectory;
import io.orderflow.fulfilment.TaskContext;
import io.orderflow.order.request.RequestProcessService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * A refused cancellation waits for a moderator (C4): all of them are told (S19).
 */
@Component
class AnnounceDispute implements TaskListener {

	private final RequestProcessService requests;

	private final ModeratorDirectory moderators;

	AnnounceDispute(RequestProcessService requests, ModeratorDirectory moderators) {
		this.requests = requests;
		this.moderators = moderators;
	}

	@Override
	public void notify(DelegateTask task) {
		TaskContext.announce(task, this.requests.announceDispute(task.getExecution().getProcessBusinessKey(),
				RequestDelegates.no(task.getExecution()), this.moderators.all()));
	}

}
