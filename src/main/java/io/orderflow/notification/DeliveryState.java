package io.orderflow.notification;

/** Where a delivery outside the application stands. */
public enum DeliveryState {

	/** Under way: to be tried, or to be tried again. */
	QUEUED,
	/** Taken by the receiving side. */
	DELIVERED,
	/** Refused for good. */
	UNDELIVERABLE,
	/** Never sent: all that it tells was read in the application before. */
	READ

}
