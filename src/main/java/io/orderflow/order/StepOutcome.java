package io.orderflow.order;

/** What a decision came to; the process takes the way that is named so. */
public enum StepOutcome {

	/** Nothing to choose: the process goes on. */
	DONE, REQUIREMENTS_CLEAR, CLARIFICATION_ASKED, DRAFT_APPROVED, CHANGES_ASKED, ACCEPTED, REVISION_ASKED,
	MORE_TIME_ASKED, REQUEST_ACCEPTED, REQUEST_REFUSED, REFUSAL_DISPUTABLE

}
