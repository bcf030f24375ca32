package io.orderflow.order;

import java.util.Set;

import org.springframework.stereotype.Component;

/** The client approves what was put forward, or asks for changes (S24, B3). */
@Component
class ReviewDraft implements StepHandler {

	/** What the client decides. */
	enum Choice {

		APPROVE, CHANGES

	}

	@Override
	public OrderStep step() {
		return OrderStep.REVIEW_DRAFT;
	}

	@Override
	public Set<String> keys(Order order) {
		return Set.of("decision", "comments");
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		Choice choice = decision.values().choice("decision", Choice.class);
		if (choice == Choice.CHANGES) {
			String comments = decision.values().text("comments", ReviewRequirements.MAX_TEXT);
			decision.values().check();
			order.askForChanges(comments, decision.now());
			return StepOutcome.CHANGES_ASKED;
		}
		String comments = decision.values().optionalText("comments", ReviewRequirements.MAX_TEXT);
		decision.values().check();
		order.approveDraft(comments, decision.now());
		return StepOutcome.DRAFT_APPROVED;
	}

}
