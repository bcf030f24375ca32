package io.orderflow.order.preview;

import java.time.Clock;
import java.time.Duration;

import io.orderflow.platform.quota.TimeSpent;
import org.springframework.stereotype.Component;

/**
 * Whose tasks workers take first: those that were made first, but each as if it had been
 * made later, the longer its owner's have taken lately. So files that take long hold up
 * their owner's drafts, and nobody else's for longer than one of them takes; and whatever
 * waits has its turn in the end. Each node knows what it has seen.
 */
@Component
public class WorkerTurns {

	/** What a task is taken to cost while nobody knows better. */
	private static final Duration EXPECTED = Duration.ofSeconds(5);

	/** No worker takes longer for one file; one that was away for hours did not draw. */
	private static final Duration MOST = Duration.ofMinutes(2);

	/** Each second that a task took counts as so many of waiting. */
	private static final int WEIGHT = 6;

	private final TimeSpent spent;

	private final Clock clock;

	WorkerTurns(Clock clock) {
		this.clock = clock;
		// a task that was made so much later has made up for it
		this.spent = new TimeSpent(1.0 / WEIGHT, () -> Duration.ofMillis(millis()).toNanos());
	}

	/** The priority of one more task for somebody. */
	public long next(String person) {
		long priority = priority(person);
		spend(person, EXPECTED);
		return priority;
	}

	/**
	 * Of what somebody has, made or put back now: less, the later. In milliseconds since
	 * 1970, below zero.
	 */
	long priority(String person) {
		long took = (long) (this.spent.of(person) / Duration.ofMillis(1).toNanos());
		return -(millis() + WEIGHT * took);
	}

	/** A clock that ticks in microseconds has no milliseconds of its own. */
	private long millis() {
		return this.clock.instant().toEpochMilli();
	}

	void spend(String person, Duration time) {
		Duration counted = time.isNegative() ? Duration.ZERO : time;
		this.spent.add(person, ((counted.compareTo(MOST) < 0) ? counted : MOST).toNanos());
	}

}
