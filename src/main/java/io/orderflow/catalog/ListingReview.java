package io.orderflow.catalog;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;

/**
 * What a moderator decided on a submission.
 *
 * @param approved whether it goes on sale
 * @param reason why it is sent back; may be empty where it is not
 */
record ListingReview(boolean approved, String reason) {

	/** The most characters (Unicode code points) of a reason. */
	static final int MAX_REASON = 2_000;

	/**
	 * Reads the form: {@code decision} (approve, reject) and, to reject, {@code reason}.
	 * @throws Refusal of kind INVALID, on the fields
	 */
	static ListingReview of(FormValues form) {
		boolean approved = form.choice("decision", Decision.class) == Decision.APPROVE;
		String reason = approved ? form.optionalText("reason", MAX_REASON) : form.text("reason", MAX_REASON);
		form.check();
		return new ListingReview(approved, reason);
	}

	/** What a moderator can decide. */
	private enum Decision {

		APPROVE, REJECT

	}

}
