package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.ModeratorDirectory;
import io.orderflow.fulfilment.TaskContext;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.step.StepProcessService;
import io.orderflow.order.step.StepSchedule;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * A refused cancellation waits for a moderator (C4): all of them are told (S19).
 */
@Component
class AnnounceDispute implements TaskListener {

	private final RequestProcessService requests;

	private final StepProcessService steps;

	private final ModeratorDirectory moderators;

	AnnounceDispute(RequestProcessService requests, StepProcessService steps, ModeratorDirectory moderators) {
		this.requests = requests;
		this.steps = steps;
		this.moderators = moderators;
	}

	@Override
	public void notify(DelegateTask task) {
		String number = task.getExecution().getProcessBusinessKey();
		StepSchedule schedule = this.requests.announceDispute(number, RequestDelegates.no(task.getExecution()),
				this.moderators.all());
		TaskContext.announce(task, this.steps.card(number), schedule);
	}

}
