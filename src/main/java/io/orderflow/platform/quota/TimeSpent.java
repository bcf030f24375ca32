package io.orderflow.platform.quota;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long each has kept something busy lately. It is forgotten bit by bit, and a node
 * knows of itself alone.
 */
public final class TimeSpent {

	private final double forgotten;

	private final LongSupplier nanos;

	private final Map<String, Spent> spent = new HashMap<>();

	/**
	 * @param forgotten how many nanoseconds are forgotten in one
	 * @param nanos tells the time, in nanoseconds
	 */
	public TimeSpent(double forgotten, LongSupplier nanos) {
		this.forgotten = forgotten;
		this.nanos = nanos;
	}

	/** Nanoseconds at a moment; they grow less from then on. */
	private record Spent(double nanoseconds, long at) {

	}

	public synchronized void add(String person, long nanoseconds) {
		long now = this.nanos.getAsLong();
		this.spent.values().removeIf((spent) -> left(spent, now) == 0);
		this.spent.merge(person, new Spent(nanoseconds, now),
				(before, more) -> new Spent(left(before, now) + more.nanoseconds(), now));
	}

	/** In nanoseconds. */
	public synchronized double of(String person) {
		Spent known = this.spent.get(person);
		return (known != null) ? left(known, this.nanos.getAsLong()) : 0;
	}

	private double left(Spent spent, long now) {
		// a clock that is set back makes nothing more
		return Math.max(0, spent.nanoseconds() - Math.max(0, now - spent.at()) * this.forgotten);
	}

}
