package io.orderflow.notification;

import java.time.Instant;
import java.util.UUID;

/** What notifications need of the process engine. */
public interface NotificationFlow {

	/**
	 * Starts, in the caller's transaction, what will attempt a delivery until it has
	 * ended.
	 */
	void deliver(UUID deliveryId);

	/**
	 * As {@link #deliver}, but not before this time: until then more may join the
	 * delivery.
	 */
	void deliverTogether(UUID deliveryId, Instant groupedUntil);

}
