package io.orderflow.platform.engine;

import java.time.Instant;
import java.util.Optional;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * Asked when a timer fires, whether its time has come. For what models that are long
 * deployed, and still have running instances, do not ask themselves.
 */
public interface TimerCheck {

	/**
	 * Called in the transaction of the timer's job.
	 * @param execution that the timer belongs to
	 * @param timer id of its event
	 * @param old whether an element is missing in the model of that instance
	 * @return when the timer fires instead, UTC; empty where it does now
	 */
	Optional<Instant> putOff(DelegateExecution execution, String timer, MissingElement old);

	/** Whether the model of an instance is one from before it had an element. */
	@FunctionalInterface
	interface MissingElement {

		boolean lacks(String element);

	}

}
