package io.orderflow.order.flow;

import io.orderflow.order.OrderStep;

/**
 * What a person decides in a step, as a record of the step's own: the API reads it from
 * JSON, the page from its form, and Tasklist's form is read into it too. What is wrong
 * with it, the step says.
 */
public interface StepDecision {

	/** The step that it decides. */
	OrderStep step();

	/** Takes decisions; implemented by {@code order.step}. */
	interface Recorder {

		/**
		 * Checks a decision and records it, in the caller's transaction.
		 * @throws io.orderflow.platform.Refusal what the step refuses;
		 * {@code step-not-yours} for all but the side whose step it is
		 */
		void record(String orderNumber, StepDecision decision, String actor);

		/**
		 * Whether this very decision was recorded before, under the key that it carries:
		 * a repeat, which changes nothing. False of what has no key.
		 * @throws io.orderflow.platform.Refusal {@code key-reused} where another decision
		 * has its key
		 */
		boolean recorded(String orderNumber, StepDecision decision, String actor);

	}

}
