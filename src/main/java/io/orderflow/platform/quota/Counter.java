package io.orderflow.platform.quota;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** How much there was since the first of it, for as long as that counts. */
final class Counter {

	private Instant since = Instant.MIN;

	private long amount;

	/**
	 * Takes all that is asked for, or nothing. More than there ever is, is taken where
	 * nothing was before: one thing alone is bounded elsewhere.
	 * @return since when it counts; null where there is no room for it
	 */
	synchronized @Nullable Instant take(long more, long most, Instant now, Duration within) {
		if (isOver(now, within)) {
			this.since = now;
			this.amount = 0;
		}
		if (this.amount > 0 && this.amount + more > most) {
			return null;
		}
		this.amount += more;
		return this.since;
	}

	/** Whether {@link #take} would take it. */
	synchronized boolean hasRoom(long more, long most, Instant now, Duration within) {
		return isOver(now, within) || this.amount == 0 || this.amount + more <= most;
	}

	/** What was taken came to nothing; what began to count anew since then stays. */
	synchronized void giveBack(long less, Instant taken) {
		if (taken.equals(this.since)) {
			this.amount -= less;
		}
	}

	/** In how many seconds there is room again, one at least. */
	synchronized long seconds(Instant now, Duration within) {
		return Math.max(1, Duration.between(now, this.since.plus(within)).toSeconds());
	}

	/** Also where the clock was put back before the first of it. */
	synchronized boolean isOver(Instant now, Duration within) {
		return this.since.equals(Instant.MIN) || now.isBefore(this.since) || !now.isBefore(this.since.plus(within));
	}

}
