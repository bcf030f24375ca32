package io.orderflow.sequence;

import java.time.Duration;

/**
 * How the client of a model is kept informed (S25, B4): for how long they have heard
 * nothing while the freelancer's time ran. The freelancer is asked on the second day and
 * reminded on the third, or a day of their time after they were asked, where that was
 * only then.
 */
final class ModelUpdates {

	private static final Duration ASKED_AFTER = Duration.ofDays(2);

	private static final Duration REMINDED_AFTER = Duration.ofDays(3);

	/** Jobs know milliseconds. */
	private static final Duration TICK = Duration.ofMillis(1);

	private Duration silent = Duration.ZERO;

	/** For how long they had heard nothing when the freelancer is to be reminded. */
	private Duration remindedAt = REMINDED_AFTER;

	private boolean asked;

	private boolean reminded;

	/** The count starts anew. */
	void restart() {
		this.silent = Duration.ZERO;
		this.remindedAt = REMINDED_AFTER;
		this.asked = false;
		this.reminded = false;
	}

	/**
	 * Time passes.
	 * @param counts whether the freelancer's time runs
	 * @param asking whether they are asked meanwhile, once it is time: that begins with
	 * the work
	 */
	void pass(Duration time, boolean counts, boolean asking) {
		if (asking && !this.asked && this.silent.compareTo(this.remindedAt) >= 0) {
			this.remindedAt = this.silent.plus(REMINDED_AFTER).minus(ASKED_AFTER);
		}
		standStill(time, counts);
		this.asked = asking && due();
	}

	/** Time passes in which nobody is asked or reminded of anything. */
	void standStill(Duration time, boolean counts) {
		this.silent = counts ? this.silent.plus(time) : this.silent;
	}

	/** The clock stands: nobody is asked until it goes on. */
	void interrupted() {
		this.asked = false;
	}

	boolean due() {
		return this.silent.compareTo(ASKED_AFTER) >= 0;
	}

	/** Once for each, at that moment. */
	boolean remind() {
		boolean right = !this.reminded && this.silent.compareTo(this.remindedAt) >= 0;
		this.reminded = true;
		return right;
	}

	/** Whether a reminder should have gone out. */
	boolean reminderOverdue() {
		return this.asked && !this.reminded && this.silent.minus(TICK).compareTo(this.remindedAt) > 0;
	}

}
