package io.orderflow.order;

import java.util.Set;

import org.springframework.stereotype.Component;

/** The freelancer reviews the brief: it is clear, or something is not (S19, S22). */
@Component
class ReviewRequirements implements StepHandler {

	static final int MAX_TEXT = 5_000;

	/** What the freelancer finds. */
	enum Choice {

		CLEAR, CLARIFY

	}

	@Override
	public OrderStep step() {
		return OrderStep.REVIEW_REQUIREMENTS;
	}

	@Override
	public Set<String> keys(Order order) {
		return Set.of("decision", "question");
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		Choice choice = decision.values().choice("decision", Choice.class);
		if (choice == Choice.CLARIFY) {
			String question = decision.values().text("question", MAX_TEXT);
			decision.values().check();
			order.askForClarification(question, decision.now());
			return StepOutcome.CLARIFICATION_ASKED;
		}
		decision.values().check();
		order.confirmRequirements(decision.now());
		return StepOutcome.REQUIREMENTS_CLEAR;
	}

}
