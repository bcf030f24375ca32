package io.orderflow.notification.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/** Whose pushes lately took long, as this node has seen it. */
@Component
class SlowRecipients {

	private static final Duration LATELY = Duration.ofMinutes(10);

	/** A push service that means well takes less. */
	private static final Duration QUICK = Duration.ofSeconds(2);

	/** In {@link System#nanoTime()}. */
	private final Map<String, Long> since = new ConcurrentHashMap<>();

	/** Whether an attempt took long: then the next ones wait apart. */
	boolean tookLong(String recipient, Duration time) {
		if (time.compareTo(QUICK) < 0) {
			return false;
		}
		this.since.put(recipient, System.nanoTime());
		return true;
	}

	/** All of them, by now. */
	Set<String> present() {
		long old = System.nanoTime() - LATELY.toNanos();
		this.since.values().removeIf((time) -> time - old < 0);
		return Set.copyOf(this.since.keySet());
	}

}
