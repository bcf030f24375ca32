package io.orderflow.platform.quota;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A semaphore for each key: whoever finds no permit waits for one, in turn.
 */
public final class KeyedSemaphores {

	private final Map<String, Name> names = new ConcurrentHashMap<>();

	private final int each;

	private final int waiting;

	private final Semaphore waitingInAll;

	private final Duration patience;

	/**
	 * @param each how many places a name has
	 * @param waiting how many wait beside them, each of which holds a thread
	 * @param waitingInAll how many wait for the places of all names
	 * @param patience how long
	 */
	public KeyedSemaphores(int each, int waiting, Semaphore waitingInAll, Duration patience) {
		this.each = each;
		this.waiting = waiting;
		this.waitingInAll = waitingInAll;
		this.patience = patience;
	}

	private static final class Name {

		private final Semaphore places;

		/** Who has a place or waits; changed by the map alone. */
		private int users;

		private Name(int places) {
			this.places = new Semaphore(places, true);
		}

	}

	/** Whether there was a place; if so, {@link #leave} comes after it. */
	public boolean enter(String key) {
		Name name = this.names.compute(key, (same, known) -> {
			Name one = (known != null) ? known : new Name(this.each);
			one.users++;
			return one;
		});
		boolean entered = false;
		try {
			// never before those that wait already
			entered = name.places.tryAcquire(0, TimeUnit.MILLISECONDS)
					|| (name.users <= this.each + this.waiting && waitFor(name.places));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!entered) {
			forget(key);
		}
		return entered;
	}

	private boolean waitFor(Semaphore places) throws InterruptedException {
		if (!this.waitingInAll.tryAcquire()) {
			return false;
		}
		try {
			return places.tryAcquire(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		finally {
			this.waitingInAll.release();
		}
	}

	public void leave(String key) {
		Name name = this.names.get(key);
		if (name != null) {
			name.places.release();
			forget(key);
		}
	}

	private void forget(String key) {
		this.names.computeIfPresent(key, (same, name) -> (--name.users > 0) ? name : null);
	}

}
