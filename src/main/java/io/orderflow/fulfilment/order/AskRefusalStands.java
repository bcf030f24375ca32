package io.orderflow.fulfilment.order;

import java.util.Date;

import io.orderflow.order.request.RequestProcessService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * The time to put a refusal to a moderator is over, or nearly: the order says whether it
 * stands, or until when to wait on (C4).
 */
@Component
class AskRefusalStands implements ExecutionListener {

	private final RequestProcessService requests;

	private final ReviewSchedule reviews;

	private final TasklistDates dates;

	AskRefusalStands(RequestProcessService requests, ReviewSchedule reviews, TasklistDates dates) {
		this.requests = requests;
		this.reviews = reviews;
		this.dates = dates;
	}

	@Override
	public void notify(DelegateExecution execution) {
		String number = execution.getProcessBusinessKey();
		RequestProcessService.DisputeCheck check = this.requests.askRefusalStands(number,
				RequestDelegates.no(execution));
		execution.setVariable(ChangeRequestProcess.REFUSAL_STANDS, check.stands());
		execution.setVariable(ChangeRequestProcess.NEXT_DISPUTE_CHECK, Date.from(check.next()));
		if (!check.stands()) {
			this.reviews.renew(number);
			this.dates.tellAnew(number);
		}
	}

}
