package io.orderflow.sequence;

import java.time.Duration;

/**
 * How the client of a model is kept informed (S25, B4): for how long they have heard
 * nothing while the freelancer's time ran.
 */
final class ModelUpdates {

	private static final Duration ASKED_AFTER = Duration.ofDays(2);

	private static final Duration REMINDED_AFTER = Duration.ofDays(3);

	private Duration silent = Duration.ZERO;

	/** For how long the freelancer has been asked without a pause. */
	private Duration asked = Duration.ZERO;

	private boolean reminded;

	/** The count starts anew. */
	void restart() {
		this.silent = Duration.ZERO;
		this.asked = Duration.ZERO;
		this.reminded = false;
	}

	/**
	 * Time passes.
	 * @param counts whether the freelancer's time runs
	 * @param works whether they can be asked meanwhile: that begins with the work
	 */
	void pass(Duration time, boolean counts, boolean works) {
		this.silent = counts ? this.silent.plus(time) : this.silent;
		Duration since = this.silent.minus(ASKED_AFTER);
		Duration longer = works ? this.asked.plus(time) : Duration.ZERO;
		this.asked = since.isNegative() ? Duration.ZERO : (since.compareTo(longer) < 0) ? since : longer;
	}

	/** Nothing ran until now: the freelancer may only have been asked then. */
	void outageOver() {
		this.asked = Duration.ZERO;
	}

	boolean due() {
		return this.silent.compareTo(ASKED_AFTER) >= 0;
	}

	/** Once for each, on the third day. */
	boolean remind() {
		boolean right = !this.reminded && this.silent.compareTo(REMINDED_AFTER) >= 0;
		this.reminded = true;
		return right;
	}

	/** Whether a reminder should have gone out so long ago. */
	boolean reminderOverdue(Duration by) {
		return !this.reminded && this.asked.minus(by).compareTo(REMINDED_AFTER.minus(ASKED_AFTER)) >= 0;
	}

}
