package io.orderflow.platform.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/**
 * Lets each account have one thread at a time: pages that do not read what they are sent
 * keep it waiting, and hold up no pages but their owner's. An account with a page that
 * did not read has none of everybody's threads for a while, so that many of them hold up
 * one another alone. By hand, since a pool of threads knows no accounts.
 */
final class LiveTurns {

	private static final Duration SLOW_FOR = Duration.ofMinutes(10);

	/** Of the accounts that have a thread, what comes next. */
	private final Map<String, Deque<Runnable>> waiting = new HashMap<>();

	/** When pages of accounts did not read, in {@link System#nanoTime()}. */
	private final Map<String, Long> slow = new ConcurrentHashMap<>();

	private final TaskExecutor executor;

	private final TaskExecutor forSlow;

	/**
	 * @param forSlow for accounts with pages that lately did not read
	 */
	LiveTurns(TaskExecutor executor, TaskExecutor forSlow) {
		this.executor = executor;
		this.forSlow = forSlow;
	}

	/** A page of the account did not read what it was sent. */
	void isSlow(String account) {
		this.slow.put(account, System.nanoTime());
	}

	/** Forgets who was slow long ago. */
	void forget() {
		long old = System.nanoTime() - SLOW_FOR.toNanos();
		this.slow.values().removeIf((since) -> since - old < 0);
	}

	/**
	 * Does it after whatever else was asked for the account.
	 * @throws TaskRejectedException where nothing is done any more
	 */
	void execute(String account, Runnable work) {
		synchronized (this.waiting) {
			Deque<Runnable> others = this.waiting.get(account);
			if (others != null) {
				others.add(work);
				return;
			}
			this.waiting.put(account, new ArrayDeque<>());
		}
		start(account, work);
	}

	private void start(String account, Runnable work) {
		try {
			TaskExecutor threads = this.slow.containsKey(account) ? this.forSlow : this.executor;
			threads.execute(() -> {
				try {
					work.run();
				}
				finally {
					goOn(account);
				}
			});
		}
		catch (TaskRejectedException ex) {
			synchronized (this.waiting) {
				this.waiting.remove(account);
			}
			throw ex;
		}
	}

	private void goOn(String account) {
		Runnable next = next(account);
		if (next != null) {
			start(account, next);
		}
	}

	private @Nullable Runnable next(String account) {
		synchronized (this.waiting) {
			Deque<Runnable> others = this.waiting.get(account);
			Runnable next = (others != null) ? others.poll() : null;
			if (next == null) {
				this.waiting.remove(account);
			}
			return next;
		}
	}

}
