package io.orderflow.fulfilment.order;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.orderflow.order.OrderStep;
import io.orderflow.order.process.OrderProcessService;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.step.StepProcessService;
import io.orderflow.platform.engine.TimerCheck;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * Timers that ask the order before they fire. While silence does not accept a delivery,
 * or answer a request, the timer of its task waits on, and the task with what is half
 * written in it (S26, C1, C2). And nothing is decided by silence without a reminder
 * before (C1, C2, C4, C5), also in instances of the models that did not ask the order
 * yet: their timers wait on, and whoever is asked is reminded.
 */
@Component
class SilenceTimers implements TimerCheck {

	private final RequestProcessService requests;

	private final StepProcessService steps;

	private final OrderProcessService orders;

	private final ReviewSchedule reviews;

	private final StepTasks tasks;

	private final TasklistDates dates;

	private final Clock clock;

	SilenceTimers(RequestProcessService requests, StepProcessService steps, OrderProcessService orders,
			ReviewSchedule reviews, StepTasks tasks, TasklistDates dates, Clock clock) {
		this.requests = requests;
		this.steps = steps;
		this.orders = orders;
		this.reviews = reviews;
		this.tasks = tasks;
		this.dates = dates;
		this.clock = clock;
	}

	@Override
	public Optional<Instant> putOff(DelegateExecution execution, String timer, MissingElement old) {
		String number = execution.getProcessBusinessKey();
		Optional<Instant> later = switch (timer) {
			case ReviewSchedule.ACCEPTANCE -> review(number);
			case "event_answerTimePassed" -> answer(number, RequestDelegates.no(execution));
			case "event_requirementsDeadlinePassed" ->
				old.lacks("gateway_silenceCancels") ? requirements(number) : Optional.empty();
			case "event_disputeTimePassed" -> dispute(number, RequestDelegates.no(execution));
			default -> Optional.empty();
		};
		return later.filter((time) -> time.isAfter(this.clock.instant()));
	}

	/**
	 * Where the reminder of it has had its turn, this one reminds of what was put off.
	 */
	private Optional<Instant> review(String number) {
		if (this.orders.silenceAccepts(number)) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		if (!this.reviews.dates(number).reminderAt().isAfter(now)) {
			remind(number, OrderStep.REVIEW_DELIVERY);
		}
		this.dates.tellAnew(number);
		return Optional.of(this.reviews.nextAsked(number, now));
	}

	private Optional<Instant> answer(String number, int no) {
		if (this.requests.silenceAnswers(number, no)) {
			return Optional.empty();
		}
		remind(number, OrderStep.ANSWER_REQUEST);
		this.dates.tellOf(number, OrderStep.ANSWER_REQUEST);
		return Optional.of(this.requests.answerTimes(number, no).due());
	}

	private void remind(String number, OrderStep step) {
		this.steps.remind(number, step, this.tasks.waitsSince(number, step));
	}

	private Optional<Instant> dispute(String number, int no) {
		RequestProcessService.DisputeCheck check = this.requests.askRefusalStands(number, no);
		if (check.stands()) {
			return Optional.empty();
		}
		this.reviews.renew(number);
		this.dates.tellAnew(number);
		return Optional.of(check.next());
	}

	private Optional<Instant> requirements(String number) {
		if (this.steps.cancelsUndecided(number, OrderStep.PROVIDE_REQUIREMENTS)) {
			return Optional.empty();
		}
		this.dates.tellAnew(number);
		return Optional.of(this.steps.due(number, OrderStep.PROVIDE_REQUIREMENTS));
	}

}
