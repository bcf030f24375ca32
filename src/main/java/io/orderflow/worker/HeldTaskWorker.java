package io.orderflow.worker;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.orderflow.drawing.StarvedException;
import io.orderflow.worker.TaskResources.RefusedException;
import org.camunda.bpm.client.exception.BadRequestException;
import org.camunda.bpm.client.exception.NotFoundException;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the tasks of one topic while it holds them: renews the lock while it works,
 * completes what is done, gives back what it is stopped in, and tells what failed. That
 * is tried again later, and an incident says in words what failed in the end. What the
 * machine was too busy for has not failed: it comes again, less and less often.
 */
abstract class HeldTaskWorker implements Worker {

	private static final Logger logger = LoggerFactory.getLogger(HeldTaskWorker.class);

	/** Waits before the second attempt, the third and the fourth. */
	private static final List<Duration> RETRY_AFTER = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1),
			Duration.ofMinutes(5));

	/** Waits where the machine was too busy, of which the last is that of all others. */
	private static final List<Duration> PUT_OFF_FOR = Stream.of(1, 2, 4, 8, 15).map(Duration::ofMinutes).toList();

	/**
	 * What the details of a failure say before how often it was put off: whichever worker
	 * is next goes on from there.
	 */
	private static final String PUT_OFF = "Put off since the machine was too busy, times: ";

	/** Until the task has been given back. */
	private static final Duration LAST_WORD = Duration.ofSeconds(10);

	private final String topic;

	private final String made;

	private final TaskResources resources;

	private final LockExtension locks;

	private final WorkerMeter meter;

	/**
	 * @param made what it makes, for what it says: Preview, Dossier
	 */
	HeldTaskWorker(String topic, String made, TaskResources resources, LockExtension locks, WorkerMeter meter) {
		this.topic = topic;
		this.made = made;
		this.resources = resources;
		this.locks = locks;
		this.meter = meter;
	}

	/**
	 * Reads what the task asks for, makes it and hands it in.
	 * @param task its id
	 * @param putOff how often in a row the machine has been too busy for it
	 * @return whether all of it is done; what is left waits for its next turn
	 * @throws StarvedException where it is too busy again
	 * @throws InterruptedException where the workers stop
	 */
	abstract boolean work(String task, int putOff) throws IOException, InterruptedException;

	TaskResources resources() {
		return this.resources;
	}

	WorkerMeter meter() {
		return this.meter;
	}

	@Override
	public String topic() {
		return this.topic;
	}

	@Override
	public void execute(ExternalTask task, ExternalTaskService tasks) {
		String order = task.getBusinessKey();
		long began = System.nanoTime();
		String outcome = "failed";
		try (LockExtension.Kept lock = this.locks.keep(task, tasks)) {
			if (work(task.getId(), timesPutOff(task))) {
				complete(task, tasks);
				outcome = "completed";
			}
			else {
				giveBack(task, tasks);
				outcome = "put-back";
			}
		}
		catch (InterruptedException ex) {
			outcome = "stopped";
			giveBack(task, tasks);
			Thread.currentThread().interrupt();
		}
		catch (RefusedException ex) {
			if (ex.isTaskLost()) {
				outcome = "lost";
				logger.info("{} of order {}: the task is another's now, or gone", this.made, order);
			}
			else {
				fail(task, tasks, ex);
			}
		}
		catch (StarvedException ex) {
			outcome = "put-off";
			putOff(task, tasks, ex);
		}
		catch (IOException | RuntimeException ex) {
			fail(task, tasks, ex);
		}
		finally {
			this.meter.worked(this.topic, outcome, Duration.ofNanos(System.nanoTime() - began));
		}
	}

	/**
	 * What is another's by now the engine answers with 400, what waits no more with 404.
	 * So it does what it refuses for other reasons, and that has failed.
	 * @throws RefusedException where the task is lost
	 */
	private void complete(ExternalTask task, ExternalTaskService tasks) throws IOException, InterruptedException {
		try {
			tasks.complete(task);
			logger.info("{} of order {}: done", this.made, task.getBusinessKey());
		}
		catch (BadRequestException | NotFoundException ex) {
			// where it is lost, this says so
			this.resources.task(task.getId());
			throw new IOException("The engine did not take that it is done: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Another takes it at once. The engine lets anybody of the same account give a task
	 * back, so that it is asked first whether it is still this one's: to a machine that
	 * slept it may not be.
	 */
	private static void giveBack(ExternalTask task, ExternalTaskService tasks) {
		try {
			tasks.extendLock(task, LAST_WORD.toMillis());
			tasks.unlock(task);
		}
		catch (RuntimeException ex) {
			logger.info("The task of order {} is another's now, or free once its lock runs out", task.getBusinessKey());
		}
	}

	/** Comes again later, and as often as that takes: it has lost no attempt. */
	private void putOff(ExternalTask task, ExternalTaskService tasks, StarvedException busy) {
		int before = timesPutOff(task);
		Duration wait = PUT_OFF_FOR.get(Math.min(before, PUT_OFF_FOR.size() - 1));
		String said = said(task, "waits", busy);
		logger.info("{}; again in {}", said, wait);
		tell(task, tasks, new Failure(said, PUT_OFF + (before + 1), retries(task), wait));
	}

	private static int timesPutOff(ExternalTask task) {
		String details = task.getErrorDetails();
		if (details == null || !details.startsWith(PUT_OFF)) {
			return 0;
		}
		try {
			return Integer.parseInt(details.substring(PUT_OFF.length()));
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	/** How many attempts it has. */
	private static int retries(ExternalTask task) {
		int most = RETRY_AFTER.size() + 1;
		return (task.getRetries() != null) ? Math.min(task.getRetries(), most) : most;
	}

	private String said(ExternalTask task, String what, Exception failure) {
		return "The " + this.made.toLowerCase(Locale.ROOT) + " of order " + task.getBusinessKey() + " " + what + ": "
				+ why(failure);
	}

	private void fail(ExternalTask task, ExternalTaskService tasks, Exception failure) {
		int left = Math.max(0, retries(task) - 1);
		Duration wait = (left > 0) ? RETRY_AFTER.get(RETRY_AFTER.size() - left) : Duration.ZERO;
		String said = said(task, "was not made", failure);
		logger.warn("{}; {} more attempts", said, left);
		tell(task, tasks, new Failure(said, String.valueOf(failure), left, wait));
	}

	/** What the engine is told of a task that was not done. */
	private record Failure(String message, String details, int retries, Duration again) {

	}

	private static void tell(ExternalTask task, ExternalTaskService tasks, Failure failure) {
		try {
			tasks.handleFailure(task, failure.message(), failure.details(), failure.retries(),
					failure.again().toMillis());
		}
		catch (RuntimeException ex) {
			logger.warn("The engine did not take that either; the task is free once its lock runs out: {}",
					ex.getMessage());
		}
	}

	/** Where there is nobody at the other end, Java says nothing at all. */
	private static String why(Exception failure) {
		String said = failure.getMessage();
		if (said != null && !said.isBlank()) {
			return said;
		}
		return (failure instanceof ConnectException) ? "The application does not answer"
				: failure.getClass().getSimpleName();
	}

}
