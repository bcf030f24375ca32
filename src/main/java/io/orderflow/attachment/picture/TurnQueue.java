package io.orderflow.attachment.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What waits, by who asks: each one's turn comes after one of every other's, so that a
 * hundred files of one person do not hold up another's first, nor take all the places.
 *
 * @param <T> what waits
 */
class TurnQueue<T> {

	private final Map<String, Deque<T>> waiting = new LinkedHashMap<>();

	private final int most;

	private final int mostOfOne;

	private int size;

	/**
	 * @param most how many may wait
	 * @param mostOfOne how many of one person
	 */
	TurnQueue(int most, int mostOfOne) {
		this.most = most;
		this.mostOfOne = mostOfOne;
	}

	/** False when it is full, or that person's part of it. */
	synchronized boolean offer(String person, T what) {
		Deque<T> all = this.waiting.get(person);
		if (this.size == this.most || (all != null && all.size() == this.mostOfOne)) {
			return false;
		}
		this.waiting.computeIfAbsent(person, (key) -> new ArrayDeque<>()).add(what);
		this.size++;
		return true;
	}

	/** Nobody wants it any more. False where it does not wait. */
	synchronized boolean remove(String person, T what) {
		Deque<T> all = this.waiting.get(person);
		if (all == null || !all.remove(what)) {
			return false;
		}
		if (all.isEmpty()) {
			this.waiting.remove(person);
		}
		this.size--;
		return true;
	}

	/** The next one; null when nothing waits. */
	synchronized @Nullable T poll() {
		if (this.waiting.isEmpty()) {
			return null;
		}
		String person = this.waiting.keySet().iterator().next();
		Deque<T> all = this.waiting.remove(person);
		T next = all.remove();
		if (!all.isEmpty()) {
			this.waiting.put(person, all);
		}
		this.size--;
		return next;
	}

}
