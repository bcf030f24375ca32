package io.orderflow.order.step;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * By when a step should be decided, and what comes first in a list of tasks.
 *
 * @param due UTC; null while nobody can say
 */
public record StepSchedule(@Nullable Instant due, Urgency urgency) {

	/** What comes first in a list of tasks. */
	public enum Urgency {

		ORDINARY, RULING, URGENT

	}

}
