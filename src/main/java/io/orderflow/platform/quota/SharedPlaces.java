package io.orderflow.platform.quota;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Places that all names share, as threads or connections. Each name has at most a part of
 * those that the others leave it, and one as long as there is one: few names never have
 * them all, however many each of them may have elsewhere.
 */
public final class SharedPlaces extends AwaitedPlaces {

	private final Map<String, Integer> taken = new HashMap<>();

	private final int parts;

	private int free;

	/**
	 * @param places how many there are
	 * @param parts 3: a name has at most a third of what the others leave it
	 * @param most how many wait for one, each of which holds a thread
	 */
	public SharedPlaces(int places, int parts, int most) {
		super(most);
		this.free = places;
		this.parts = parts;
	}

	/** Whether there is one for that name now; if so, {@link #leave} comes after it. */
	public synchronized boolean enterIfFree(String name) {
		if (isFull(name)) {
			return false;
		}
		this.free--;
		this.taken.merge(name, 1, Integer::sum);
		return true;
	}

	/**
	 * The same, for which is waited.
	 * @param patience how long at most
	 */
	public synchronized boolean enter(String name, Duration patience) {
		waitWhile(() -> isFull(name), patience);
		return enterIfFree(name);
	}

	/** Whether that name gets none now. */
	public synchronized boolean isFull(String name) {
		int own = this.taken.getOrDefault(name, 0);
		return this.free == 0 || own >= Math.max(1, (this.free + own) / this.parts);
	}

	public synchronized void leave(String name) {
		this.free++;
		this.taken.computeIfPresent(name, (same, count) -> (count > 1) ? count - 1 : null);
		notifyAll();
	}

}
