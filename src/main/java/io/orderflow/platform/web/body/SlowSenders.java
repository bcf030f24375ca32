package io.orderflow.platform.web.body;

import java.util.HashMap;
import java.util.Map;

import io.orderflow.platform.Refusal;

/** Counts who keeps threads of the server waiting. */
final class SlowSenders {

	private final Map<String, Integer> waiting = new HashMap<>();

	private final int perSender;

	private final int inAll;

	private int all;

	SlowSenders(int perSender, int inAll) {
		this.perSender = perSender;
		this.inAll = inAll;
	}

	/**
	 * Begins to wait for a sender.
	 * @throws Refusal {@code too-many-at-once}; {@code busy} where it is others' doing
	 */
	synchronized Place enter(String sender) {
		int own = this.waiting.getOrDefault(sender, 0);
		if (own >= this.perSender) {
			throw Refusal.tooMany("too-many-at-once");
		}
		if (this.all >= this.inAll) {
			throw Refusal.unavailable("busy");
		}
		this.all++;
		this.waiting.put(sender, own + 1);
		return () -> leave(sender);
	}

	private synchronized void leave(String sender) {
		this.all--;
		this.waiting.computeIfPresent(sender, (name, count) -> (count > 1) ? count - 1 : null);
	}

	/** Of one body, until it is closed. */
	@FunctionalInterface
	interface Place extends AutoCloseable {

		@Override
		void close();

	}

}
