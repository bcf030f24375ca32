package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What a silence decides: when, at the latest, and when a reminder went out. */
final class Silence {

	private static final Duration DAY = Duration.ofDays(1);

	Instant at;

	Instant latest;

	@Nullable Instant reminded;

	Silence(Instant at) {
		this.at = at;
		this.latest = at;
	}

	/** Whoever is asked has at least until then. */
	void notBefore(Instant time) {
		if (time.isAfter(this.at)) {
			this.at = time;
			this.latest = time.isAfter(this.latest) ? time : this.latest;
			this.reminded = null;
		}
	}

	/**
	 * Nothing ran until now: what was to be decided long ago, a day after a reminder that
	 * came late, begins anew with a reminder.
	 */
	void outageOver(Instant now) {
		this.latest = now.plus(DAY).isAfter(this.latest) ? now.plus(DAY) : this.latest;
		Instant decided = (this.reminded != null && this.reminded.plus(DAY).isAfter(this.at)) ? this.reminded.plus(DAY)
				: this.at;
		if (decided.plus(Duration.ofHours(2)).isBefore(now)) {
			this.reminded = null;
		}
	}

	/** Whether a reminder is due: a day before, or after an outage. */
	boolean reminds(Instant now) {
		return this.reminded == null && !now.isBefore(this.at.minus(DAY));
	}

	/** A reminder went out: right once for each time that is set, or more often. */
	boolean remind(Instant now, boolean again) {
		boolean right = again || this.reminded == null;
		this.reminded = now;
		return right;
	}

	/** Whether it is in time, after a reminder a day before. */
	boolean decides(Instant now) {
		return !now.isBefore(this.at) && this.reminded != null
				&& !now.isBefore(this.reminded.plus(DAY).minus(Duration.ofMinutes(10)));
	}

}
