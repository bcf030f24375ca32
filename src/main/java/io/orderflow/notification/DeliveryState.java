package io.orderflow.notification;

/** Where a delivery outside the application stands. */
public enum DeliveryState {

	/** Under way: to be tried, or to be tried again. */
	QUEUED,
	/** Taken by the receiving side. */
	DELIVERED,
	/** Refused for good. */
	UNDELIVERABLE

}
