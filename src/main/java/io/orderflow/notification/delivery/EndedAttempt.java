package io.orderflow.notification.delivery;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt at a delivery ended.
 *
 * @param number which attempt it was, from 1 on
 * @param failed how often it had failed before; that somebody asked to wait, or that
 * nobody knows how an attempt ended, is no failure
 * @param outcome null when it failed and is worth another attempt
 * @param detail what the other side said, or what failed here; can be stored
 * @param at when
 * @param cause why it failed
 */
record EndedAttempt(UUID delivery, int number, int failed, @Nullable DeliveryOutcome outcome, String detail, Instant at,
		@Nullable Throwable cause) {

	/** After no failure that counts. */
	EndedAttempt(UUID delivery, int number, @Nullable DeliveryOutcome outcome, String detail, Instant at,
			@Nullable Throwable cause) {
		this(delivery, number, 0, outcome, detail, at, cause);
	}

	/** The same, after so many failures. */
	EndedAttempt afterFailures(int before) {
		return new EndedAttempt(this.delivery, this.number, before, this.outcome, this.detail, this.at, this.cause);
	}

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
