package io.orderflow.platform.engine.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which failures have been logged a while ago. What somebody sends fails at the same
 * place as often as it is sent: its stack is logged once an hour, lest they fill the
 * disk.
 */
final class RepeatedFailures {

	private static final long WHILE = Duration.ofHours(1).toNanos();

	/** Places that are kept; there are never many. */
	private static final int MOST = 1_000;

	private final Map<String, Long> logged = new ConcurrentHashMap<>();

	/** Whether a failure is to be logged: none was at its place within the last hour. */
	boolean isNews(Throwable failure) {
		long now = System.nanoTime();
		if (this.logged.size() >= MOST) {
			this.logged.values().removeIf((at) -> now - at > WHILE);
		}
		StackTraceElement[] stack = failure.getStackTrace();
		String place = failure.getClass().getName() + " " + ((stack.length > 0) ? stack[0] : "");
		if (this.logged.size() >= MOST) {
			return false;
		}
		Long before = this.logged.putIfAbsent(place, now);
		// of several at once one replaces it
		return before == null || (now - before > WHILE && this.logged.replace(place, before, now));
	}

}
