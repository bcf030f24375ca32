package io.orderflow.fulfilment.order;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.orderflow.order.OrderStep;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.step.StepProcessService;
import io.orderflow.platform.engine.TimerCheck;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * Nothing is decided by silence without a reminder before (C1, C2, C5), also in instances
 * of the models that did not ask the order yet: their timers wait on, and whoever is
 * asked is reminded.
 */
@Component
class OldModelTimers implements TimerCheck {

	private final RequestProcessService requests;

	private final StepProcessService steps;

	private final TasklistDates dates;

	private final Clock clock;

	OldModelTimers(RequestProcessService requests, StepProcessService steps, TasklistDates dates, Clock clock) {
		this.requests = requests;
		this.steps = steps;
		this.dates = dates;
		this.clock = clock;
	}

	@Override
	public Optional<Instant> putOff(DelegateExecution execution, String timer, MissingElement old) {
		String number = execution.getProcessBusinessKey();
		Optional<Instant> later = switch (timer) {
			case "event_answerTimePassed" ->
				old.lacks("gateway_silenceAnswers") ? answer(number, RequestDelegates.no(execution)) : Optional.empty();
			case "event_requirementsDeadlinePassed" ->
				old.lacks("gateway_silenceCancels") ? requirements(number) : Optional.empty();
			default -> Optional.empty();
		};
		return later.filter((time) -> time.isAfter(this.clock.instant()));
	}

	private Optional<Instant> answer(String number, int no) {
		if (this.requests.silenceAnswers(number, no)) {
			return Optional.empty();
		}
		this.steps.remind(number, OrderStep.ANSWER_REQUEST);
		return Optional.of(this.requests.answerTimes(number, no).due());
	}

	private Optional<Instant> requirements(String number) {
		if (this.steps.cancelsUndecided(number, OrderStep.PROVIDE_REQUIREMENTS)) {
			return Optional.empty();
		}
		this.dates.tellAnew(number);
		return Optional.of(this.steps.due(number, OrderStep.PROVIDE_REQUIREMENTS));
	}

}
