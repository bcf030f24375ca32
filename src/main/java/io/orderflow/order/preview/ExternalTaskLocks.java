package io.orderflow.order.preview;

import java.util.Optional;

/** Who holds which external task now, as the process engine knows it. */
public interface ExternalTaskLocks {

	/**
	 * The task, if it waits and the worker holds its lock, which has not run out.
	 * @param task its id
	 * @param worker the name under which the worker locked it
	 */
	Optional<Held> held(String task, String worker);

	/**
	 * A task that is held.
	 *
	 * @param topic what is to be done
	 * @param orderNumber the order it is of
	 */
	record Held(String topic, String orderNumber) {

	}

}
