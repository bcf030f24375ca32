package io.orderflow.fulfilment;

import java.util.Date;

import io.orderflow.order.OrderProcess;
import io.orderflow.order.ReviewDates;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * The dates of the timers on <i>review delivery</i>. The engine creates a task's timers
 * before the task's own listeners run, so whatever leads to the task sets them.
 */
@Component
class ReviewSchedule {

	private final OrderProcess orders;

	ReviewSchedule(OrderProcess orders) {
		this.orders = orders;
	}

	void set(DelegateExecution execution) {
		ReviewDates dates = this.orders.reviewDates(execution.getProcessBusinessKey());
		execution.setVariable(OrderFulfilmentProcess.REVIEW_REMINDER_AT, Date.from(dates.reminderAt()));
		execution.setVariable(OrderFulfilmentProcess.SILENT_ACCEPTANCE_AT, Date.from(dates.acceptedAt()));
	}

}
