package io.orderflow.fulfilment.order;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.order.step.ReviewDateCalculator;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.stereotype.Component;

/**
 * The dates of the timers on <i>review delivery</i>. The engine creates a task's timers
 * before the task's own listeners run, so whatever leads to the task sets them.
 */
@Component
class ReviewSchedule {

	private static final String REMINDER = "event_deliveryReminderFellDue";

	static final String ACCEPTANCE = "event_reviewTimePassed";

	private final ReviewDateCalculator reviews;

	private final EngineGateway engine;

	private final ManagementService jobs;

	private final StepTasks open;

	ReviewSchedule(ReviewDateCalculator reviews, EngineGateway engine, ManagementService jobs, StepTasks open) {
		this.reviews = reviews;
		this.engine = engine;
		this.jobs = jobs;
		this.open = open;
	}

	ReviewDateCalculator.Dates dates(String orderNumber) {
		return this.reviews.of(orderNumber);
	}

	/**
	 * When the timer of the acceptance asks again: when silence accepts, or before that
	 * when the client is to be reminded, where no timer of its own does that any more.
	 */
	Instant nextAsked(String orderNumber, Instant now) {
		ReviewDateCalculator.Dates dates = this.reviews.of(orderNumber);
		boolean reminds = !dates.reminded() && dates.reminderAt().isAfter(now)
				&& this.engine
					.call(() -> this.open.inProcessOf(orderNumber).flatMap((instance) -> timer(instance, REMINDER)))
					.isEmpty();
		return reminds ? dates.reminderAt() : dates.acceptedAt();
	}

	void set(DelegateExecution execution) {
		ReviewDateCalculator.Dates dates = this.reviews.of(execution.getProcessBusinessKey());
		execution.setVariable(ReviewDateCalculator.REMINDER_AT, Date.from(dates.reminderAt()));
		execution.setVariable(ReviewDateCalculator.ACCEPTED_AT, Date.from(dates.acceptedAt()));
	}

	/**
	 * Silence accepts the delivery at another time than when its review began to wait:
	 * its timers are moved. Where the reminder has had its turn, the client is asked
	 * anew, with another one, when that is due.
	 */
	void renew(String orderNumber) {
		this.engine.run(() -> this.open.inProcessOf(orderNumber)
			.ifPresent((instance) -> timer(instance, ACCEPTANCE).ifPresent((acceptance) -> {
				ReviewDateCalculator.Dates dates = this.reviews.of(orderNumber);
				Optional<Job> reminder = timer(instance, REMINDER);
				reminder.ifPresent((job) -> move(job, dates.reminderAt()));
				move(acceptance, (reminder.isPresent() || dates.reminded()) ? dates.acceptedAt() : dates.reminderAt());
			})));
	}

	private Optional<Job> timer(String processInstance, String event) {
		return Optional
			.ofNullable(this.jobs.createJobQuery().processInstanceId(processInstance).activityId(event).singleResult());
	}

	private void move(Job timer, Instant to) {
		if (!Date.from(to).equals(timer.getDuedate())) {
			this.jobs.setJobDuedate(timer.getId(), Date.from(to));
		}
	}

}
