package io.orderflow.order.web;

import java.time.Instant;

import io.orderflow.order.flow.OpenStep;
import io.orderflow.order.step.Confirmation;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;

/**
 * The form of a step that waits for the reader.
 *
 * @param open the step
 * @param files whether it takes files
 * @param form what was typed already
 * @param refused whether it was submitted and comes back
 * @param view what its fragment shows beside the order
 * @param confirmation what is asked before it is taken; null where nothing is
 */
public record StepForm(OpenStep open, boolean files, SubmittedForm form, boolean refused, @Nullable Object view,
		@Nullable Confirmation confirmation) {

	/** The name of the step, and of its fragment. */
	public String step() {
		return this.open.step().id();
	}

	public @Nullable Instant due() {
		return this.open.due();
	}

	/** Since when it waits, in milliseconds, to tell whether it came round again. */
	public long since() {
		return this.open.since().toEpochMilli();
	}

}
