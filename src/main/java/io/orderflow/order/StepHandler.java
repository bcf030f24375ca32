package io.orderflow.order;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.orderflow.platform.FormValues;

/**
 * Takes one kind of decision: reads the form, has the order decide, and says what came of
 * it. Runs in the transaction that completes the user task; a {@code Refusal} leaves the
 * task open and nothing written.
 */
interface StepHandler {

	/**
	 * Beside the keys of the form, from our own pages and API only: names this one
	 * decision, so that what can be done again at any time is not done twice by a repeat.
	 */
	String KEY = "idempotencyKey";

	int MAX_KEY = 200;

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

		/** The name that its sender gave to this one decision. */
		Optional<String> key() {
			return this.values.has(KEY) ? Optional.of(this.values.optionalText(KEY, MAX_KEY)) : Optional.empty();
		}

	}

}
