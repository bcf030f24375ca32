package io.orderflow.fulfilment;

import java.util.Date;

import io.orderflow.order.RequestProcess;
import io.orderflow.order.StepContext;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * A refused cancellation waits for a moderator (C4): all of them are told (S19), and
 * Tasklist shows what is to be ruled on.
 */
@Component
class AnnounceDispute implements TaskListener {

	private final RequestProcess requests;

	private final ModeratorDirectory moderators;

	AnnounceDispute(RequestProcess requests, ModeratorDirectory moderators) {
		this.requests = requests;
		this.moderators = moderators;
	}

	@Override
	public void notify(DelegateTask task) {
		StepContext context = this.requests.announceDispute(task.getExecution().getProcessBusinessKey(),
				RequestDelegates.no(task.getExecution()), this.moderators.all());
		task.setVariableLocal(AnnounceStep.CARD, context.card());
		task.setVariableLocal(AnnounceStep.SUMMARY, context.summary());
		task.setVariableLocal(AnnounceStep.BRIEF, context.brief());
		task.setDueDate(Date.from(context.due()));
		task.setPriority(context.priority());
	}

}
