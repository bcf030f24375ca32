package io.orderflow.order.preview;

import java.util.Optional;
import java.util.regex.Pattern;

import io.orderflow.platform.Refusal;

/** The external tasks of orders, as the process engine knows them: who holds which. */
public interface ExternalTaskLocks {

	/**
	 * The task, if it waits and the worker holds its lock, which has not run out.
	 * @param task its id
	 * @param worker the name under which the worker locked it
	 */
	Optional<Held> held(String task, String worker);

	/** The same of ids as somebody wrote them, which may be anything. */
	default Optional<Held> written(String task, String worker) {
		return (Held.TASK.matcher(task).matches() && Held.WORKER.matcher(worker).matches()) ? held(task, worker)
				: Optional.empty();
	}

	/**
	 * The same where the task has to be one of a topic.
	 * @throws Refusal {@code task-not-held}
	 */
	default Held require(String task, String worker, String topic) {
		return written(task, worker).filter((held) -> held.topic().equals(topic))
			.orElseThrow(() -> Refusal.notFound("task-not-held"));
	}

	/**
	 * Workers take those of a higher priority first. Nothing where somebody changes the
	 * task meanwhile, or has completed it.
	 */
	void setPriority(String task, long priority);

	/**
	 * Tasks of an order that have no attempts left have as many as a new one, in the
	 * caller's transaction.
	 */
	void tryAgain(String orderNumber, String topic);

	/**
	 * A task that is held.
	 *
	 * @param topic what is to be done
	 * @param orderNumber the order it is of
	 * @param onDemand whether a side asked for it, and not the order itself
	 */
	record Held(String topic, String orderNumber, boolean onDemand) {

		private static final Pattern TASK = Pattern.compile("[A-Za-z0-9-]{1,64}");

		private static final Pattern WORKER = Pattern.compile("[^\\p{Cc}]{1,255}");

	}

}
