package io.orderflow.notification;

import java.util.UUID;

/** What notifications need of the process engine. */
public interface NotificationFlow {

	/**
	 * Starts, in the caller's transaction, what will call
	 * {@link NotificationDeliveries#attempt} until it is done.
	 */
	void deliver(UUID deliveryId);

}
