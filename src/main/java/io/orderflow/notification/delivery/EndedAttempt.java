package io.orderflow.notification.delivery;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt at a delivery ended.
 *
 * @param number which attempt it was, from 1 on
 * @param outcome null when it failed and is worth another attempt
 * @param detail what the other side said, or what failed here; can be stored
 * @param at when
 * @param cause why it failed
 */
record EndedAttempt(UUID delivery, int number, @Nullable DeliveryOutcome outcome, String detail, Instant at,
		@Nullable Throwable cause) {

	/** Whether it is over, and nothing will be attempted again. */
	boolean isFinal() {
		return this.outcome != null && this.outcome.kind() != DeliveryOutcome.Kind.ASKED_TO_WAIT;
	}

	/** As the log has it. */
	String logged() {
		return isFinal() ? this.outcome.kind().name() : "FAILED";
	}

	/** What whoever tries again is told. */
	DeliveryFailedException failure() {
		return new DeliveryFailedException(this.detail, this.cause);
	}

}
