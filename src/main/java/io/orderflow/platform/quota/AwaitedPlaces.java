package io.orderflow.platform.quota;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Places for which a few wait, each of whom holds a thread. Whoever gives one back
 * notifies all.
 */
public abstract class AwaitedPlaces {

	private final int most;

	private int waiting;

	/**
	 * @param most how many wait at the same time; others are not waited for
	 */
	protected AwaitedPlaces(int most) {
		this.most = most;
	}

	/**
	 * Waits until there is a place, and no longer than that: the caller, who holds the
	 * lock, looks once more.
	 */
	protected final synchronized void waitWhile(BooleanSupplier full, Duration patience) {
		long until = System.nanoTime() + patience.toNanos();
		long left = patience.toMillis();
		while (left > 0 && full.getAsBoolean() && this.waiting < this.most) {
			this.waiting++;
			try {
				wait(left);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				break;
			}
			finally {
				this.waiting--;
			}
			left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
		}
	}

}
