package io.orderflow.notification.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt at a delivery ended; anything else is thrown, and tried again.
 *
 * @param retryAt when the other side wants to be asked again
 * @param said what the other side said, or why it was not asked, where it matters
 */
public record DeliveryOutcome(Kind kind, @Nullable Instant retryAt, String said) {

	/** The receiving side has taken it. */
	public static final DeliveryOutcome DELIVERED = new DeliveryOutcome(Kind.DELIVERED, null, "");

	/**
	 * Refused for good: the mailbox does not exist, the browser is gone. On the record,
	 * never tried again.
	 */
	public static final DeliveryOutcome UNDELIVERABLE = undeliverable("");

	/** Nobody was asked to take it: what it tells was read before it went. */
	public static final DeliveryOutcome READ = new DeliveryOutcome(Kind.READ, null,
			"Not sent: read in the application before");

	/** Whoever it was for is a user no more. */
	static final DeliveryOutcome REMOVED = undeliverable("Not sent: the recipient was removed");

	/** In what way it ended. */
	public enum Kind {

		DELIVERED, UNDELIVERABLE, READ, ASKED_TO_WAIT

	}

	/** It was not handed over, and never will be. */
	public static DeliveryOutcome undeliverable(String why) {
		return new DeliveryOutcome(Kind.UNDELIVERABLE, null, why);
	}

	/** The receiving side is busy and has said until when. */
	public static DeliveryOutcome askedToWait(Instant retryAt, String said) {
		return new DeliveryOutcome(Kind.ASKED_TO_WAIT, retryAt, said);
	}

}
