package io.orderflow.platform.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/**
 * Lets each account have one thread at a time: pages that do not read what they are sent
 * keep it waiting, and hold up no pages but their owner's. By hand, since a pool of
 * threads knows no accounts.
 */
final class LiveTurns {

	/** Of the accounts that have a thread, what comes next. */
	private final Map<String, Deque<Runnable>> waiting = new HashMap<>();

	private final TaskExecutor executor;

	LiveTurns(TaskExecutor executor) {
		this.executor = executor;
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
			this.executor.execute(() -> {
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
