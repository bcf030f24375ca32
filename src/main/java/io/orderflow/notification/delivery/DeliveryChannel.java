package io.orderflow.notification.delivery;

import java.time.Instant;

import io.orderflow.account.Account;
import io.orderflow.account.NotificationChannel;

/** A way out of the application. */
public interface DeliveryChannel {

	/** Which one it is. */
	NotificationChannel channel();

	/**
	 * Hands over what is to be delivered.
	 * @return delivered, or asked to wait
	 * @throws RecipientRefusedException when it can never arrive
	 * @throws RuntimeException when it may at another attempt
	 */
	DeliveryOutcome send(PendingDelivery delivery, Account recipient, Instant now) throws RecipientRefusedException;

}
