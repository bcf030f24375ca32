package io.orderflow.order;

import java.time.Instant;
import java.util.Set;

import io.orderflow.platform.FormValues;

/**
 * Takes one kind of decision: reads the form, has the order decide, and says what came of
 * it. Runs in the transaction that completes the user task; a {@code Refusal} leaves the
 * task open and nothing written.
 */
interface StepHandler {

	OrderStep step();

	/** The keys of the step's form: what a person may submit. */
	Set<String> keys(Order order);

	StepOutcome take(Order order, Decision decision);

	/**
	 * A decision as it was submitted.
	 *
	 * @param actor the account that decides; already known to be the right side
	 * @param values what the form said
	 * @param now when
	 */
	record Decision(String actor, FormValues values, Instant now) {

	}

}
