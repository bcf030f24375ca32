package io.orderflow.order;

import java.util.Set;

import org.springframework.stereotype.Component;

/**
 * The side that was asked accepts a request or refuses it, then with a reason (C1, C2).
 */
@Component
class AnswerRequest implements StepHandler {

	private final OrderSettings settings;

	AnswerRequest(OrderSettings settings) {
		this.settings = settings;
	}

	/** What is answered, by a moderator too. */
	enum Choice {

		ACCEPT, REFUSE

	}

	@Override
	public OrderStep step() {
		return OrderStep.ANSWER_REQUEST;
	}

	@Override
	public Set<String> keys(Order order) {
		return Set.of("decision", "answer");
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		Choice choice = decision.values().choice("decision", Choice.class);
		String answer = (choice == Choice.REFUSE) ? decision.values().text("answer", RequestDesk.MAX_REASON)
				: decision.values().optionalText("answer", RequestDesk.MAX_REASON);
		decision.values().check();
		if (choice == Choice.ACCEPT) {
			order.acceptRequest(answer, decision.now());
			return StepOutcome.REQUEST_ACCEPTED;
		}
		ChangeRequest request = order.refuseRequest(answer, this.settings.refusalDisputedWithin(),
				this.settings.acceptanceReminderBefore(), decision.now());
		return (request.state() == RequestState.DISPUTABLE) ? StepOutcome.REFUSAL_DISPUTABLE
				: StepOutcome.REQUEST_REFUSED;
	}

}
