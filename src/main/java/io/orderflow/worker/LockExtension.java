package io.orderflow.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a task locked for as long as somebody works on it, however long that is: the lock
 * is renewed when two thirds of it are left. A worker that dies renews nothing, and the
 * task is another's soon after.
 */
class LockExtension implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LockExtension.class);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "lock-extension");
		thread.setDaemon(true);
		return thread;
	});

	private final Duration lockFor;

	LockExtension(Duration lockFor) {
		this.lockFor = lockFor;
	}

	/** What ends the renewal. */
	interface Kept extends AutoCloseable {

		@Override
		void close();

	}

	Kept keep(ExternalTask task, ExternalTaskService tasks) {
		long every = this.lockFor.toMillis() / 3;
		ScheduledFuture<?> renewal = this.clock.scheduleWithFixedDelay(() -> extend(task, tasks), every, every,
				TimeUnit.MILLISECONDS);
		return () -> renewal.cancel(false);
	}

	private void extend(ExternalTask task, ExternalTaskService tasks) {
		try {
			tasks.extendLock(task, this.lockFor.toMillis());
		}
		catch (RuntimeException ex) {
			// the next attempt may succeed; what is handed in without a lock is refused
			logger.warn("The lock of the task of order {} was not renewed: {}", task.getBusinessKey(), ex.getMessage());
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
