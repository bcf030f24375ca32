package io.orderflow.fulfilment.order;

import java.util.Date;

import io.orderflow.order.step.ReviewDateCalculator;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * The dates of the timers on <i>review delivery</i>. The engine creates a task's timers
 * before the task's own listeners run, so whatever leads to the task sets them.
 */
@Component
class ReviewSchedule {

	private final ReviewDateCalculator reviews;

	ReviewSchedule(ReviewDateCalculator reviews) {
		this.reviews = reviews;
	}

	void set(DelegateExecution execution) {
		ReviewDateCalculator.Dates dates = this.reviews.of(execution.getProcessBusinessKey());
		execution.setVariable(ReviewDateCalculator.REMINDER_AT, Date.from(dates.reminderAt()));
		execution.setVariable(ReviewDateCalculator.ACCEPTED_AT, Date.from(dates.acceptedAt()));
	}

}
