package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Reminders of something that waits, in the model: at most one each two days from when it
 * began to, and none left out.
 */
final class Reminders {

	private static final Duration EVERY = Duration.ofDays(2);

	private final Instant since;

	/** Which of them are sent; the first is 1. */
	private final LongPredicate which;

	private long last;

	Reminders(Instant since, LongPredicate which) {
		this.since = since;
		this.which = which;
	}

	/** Whether one may go out now, which counts it. */
	boolean goesOut(Instant now) {
		long time = time(now);
		boolean right = time > this.last && this.which.test(time);
		this.last = Math.max(this.last, time);
		return right;
	}

	/** Nothing ran: of all that should have gone out meanwhile only the last does. */
	void outageOver(Instant now) {
		long time = time(now);
		this.last = Math.max(this.last, this.which.test(time) ? time - 1 : time);
	}

	/** Whether one should have gone out by then, and did not. */
	boolean overdue(Instant then) {
		return LongStream.rangeClosed(this.last + 1, time(then)).anyMatch(this.which);
	}

	private long time(Instant now) {
		return Duration.between(this.since, now).dividedBy(EVERY);
	}

}
