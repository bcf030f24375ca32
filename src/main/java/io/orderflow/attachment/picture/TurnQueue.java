package io.orderflow.attachment.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What waits, by owner: each owner's turn comes after one of every other's, so that a
 * hundred files of one person do not hold up another's first.
 *
 * @param <T> what waits
 */
class TurnQueue<T> {

	private final Map<String, Deque<T>> waiting = new LinkedHashMap<>();

	private final int most;

	private int size;

	TurnQueue(int most) {
		this.most = most;
	}

	/** False when it is full. */
	synchronized boolean offer(String owner, T what) {
		if (this.size == this.most) {
			return false;
		}
		this.waiting.computeIfAbsent(owner, (key) -> new ArrayDeque<>()).add(what);
		this.size++;
		return true;
	}

	/** The next one; null when nothing waits. */
	synchronized @Nullable T poll() {
		if (this.waiting.isEmpty()) {
			return null;
		}
		String owner = this.waiting.keySet().iterator().next();
		Deque<T> all = this.waiting.remove(owner);
		T next = all.remove();
		if (!all.isEmpty()) {
			this.waiting.put(owner, all);
		}
		this.size--;
		return next;
	}

}
