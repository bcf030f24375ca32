package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/**
 * Reminders of something that waits, in the model: every two days from when it began to,
 * and after ten days every eight; none is left out.
 */
final class Reminders {

	private static final Duration EVERY = Duration.ofDays(2);

	private static final Duration OFTEN = Duration.ofDays(10);

	private static final Duration SELDOM = Duration.ofDays(8);

	private final Instant since;

	private long last;

	Reminders(Instant since) {
		this.since = since;
	}

	/** Whether that one is sent; the first is 1. */
	private static boolean sent(long time) {
		Duration waited = EVERY.multipliedBy(time);
		return waited.compareTo(OFTEN) <= 0 || waited.toSeconds() % SELDOM.toSeconds() == 0;
	}

	/** Whether one may go out now, which counts it. */
	boolean goesOut(Instant now) {
		long time = time(now);
		boolean right = time > this.last && sent(time);
		this.last = Math.max(this.last, time);
		return right;
	}

	/** Nothing ran: of all that should have gone out meanwhile only the last does. */
	void outageOver(Instant now) {
		long time = time(now);
		this.last = Math.max(this.last, sent(time) ? time - 1 : time);
	}

	/** Whether one should have gone out by then, and did not. */
	boolean overdue(Instant then) {
		return LongStream.rangeClosed(this.last + 1, time(then)).anyMatch(Reminders::sent);
	}

	private long time(Instant now) {
		return Duration.between(this.since, now).dividedBy(EVERY);
	}

}
