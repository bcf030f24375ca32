package io.orderflow.worker;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a task locked for as long as somebody works on it, however long that is: the lock
 * is renewed each time that a quarter of it has passed, and no request waits for the one
 * before it. So neither one that fails nor one that hangs loses the task. A worker that
 * dies renews nothing, and the task is another's soon after.
 */
class LockExtension implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LockExtension.class);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(LockExtension::thread);

	/** As many as hang. */
	private final ExecutorService requests = Executors.newCachedThreadPool(LockExtension::thread);

	private final Duration lockFor;

	LockExtension(Duration lockFor) {
		this.lockFor = lockFor;
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "lock-extension");
		thread.setDaemon(true);
		return thread;
	}

	/** What ends the renewal. */
	interface Kept extends AutoCloseable {

		@Override
		void close();

	}

	Kept keep(ExternalTask task, ExternalTaskService tasks) {
		long every = this.lockFor.toMillis() / 4;
		AtomicBoolean kept = new AtomicBoolean(true);
		ScheduledFuture<?> renewal = this.clock.scheduleAtFixedRate(
				() -> this.requests.execute(() -> extend(task, tasks, kept)), every, every, TimeUnit.MILLISECONDS);
		return () -> {
			kept.set(false);
			renewal.cancel(false);
		};
	}

	private void extend(ExternalTask task, ExternalTaskService tasks, AtomicBoolean kept) {
		try {
			tasks.extendLock(task, this.lockFor.toMillis());
		}
		catch (RuntimeException ex) {
			// the next attempt may succeed; what is handed in without a lock is refused
			if (kept.get()) {
				logger.warn("The lock of the task of order {} was not renewed: {}", task.getBusinessKey(),
						ex.getMessage());
			}
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.requests.shutdownNow();
	}

}
