package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Whether what is decided without an answer is decided now: only if a reminder has gone
 * out, a while has passed since, and nothing stood still in between. After an outage
 * there is a reminder and that while first.
 *
 * @param due when silence was to decide
 * @param reminded when there was a reminder of that; null while there was none
 * @param notice how much earlier that must have been
 */
record Silence(Instant due, @Nullable Instant reminded, Duration notice) {

	/** Whoever is asked only so much after it was due finds that nothing ran. */
	private static final Duration OUTAGE = Duration.ofHours(2);

	/**
	 * A reminder may be late by so much and counts as if it were not: at most by a tenth
	 * of the notice, so that a short one is one too.
	 */
	private static final Duration ON_TIME = Duration.ofMinutes(10);

	boolean decides(Instant now) {
		return !now.isBefore(this.due) && !startsAnew(now)
				&& !now.isBefore(Objects.requireNonNull(this.reminded).plus(this.notice).minus(tolerance()));
	}

	private Duration tolerance() {
		Duration tenth = this.notice.dividedBy(10);
		return (tenth.compareTo(ON_TIME) < 0) ? tenth : ON_TIME;
	}

	/**
	 * Whether there is to be a reminder before: there was none, or nothing ran when it
	 * had been decided. A reminder that came late is one all the same.
	 */
	boolean startsAnew(Instant now) {
		if (this.reminded == null) {
			return true;
		}
		Instant decided = this.reminded.plus(this.notice);
		return now.isAfter((decided.isAfter(this.due) ? decided : this.due).plus(OUTAGE));
	}

	/** When it does, once there was a reminder: later where that came late. */
	Instant decidesAt() {
		Instant noticed = Objects.requireNonNull(this.reminded).plus(this.notice);
		return this.due.isBefore(noticed.minus(tolerance())) ? noticed : this.due;
	}

	/** When to ask again, where it does not decide now. */
	Instant putOffTo(Instant now) {
		return startsAnew(now) ? now.plus(this.notice) : Objects.requireNonNull(this.reminded).plus(this.notice);
	}

}
