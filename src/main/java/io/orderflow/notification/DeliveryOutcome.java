package io.orderflow.notification;

/** How a delivery ended; anything else is thrown, and tried again. */
public enum DeliveryOutcome {

	/** The receiving side has taken it. */
	DELIVERED,
	/** Refused for good: the mailbox does not exist. On the record, never tried again. */
	UNDELIVERABLE

}
