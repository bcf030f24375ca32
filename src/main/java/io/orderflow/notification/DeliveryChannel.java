package io.orderflow.notification;

import java.time.Instant;

import io.orderflow.account.Account;

/** A way out of the application. */
interface DeliveryChannel {

	/**
	 * Hands over what is to be delivered.
	 * @return delivered, or asked to wait
	 * @throws RecipientRefusedException when it can never arrive
	 * @throws RuntimeException when it may at another attempt
	 */
	DeliveryOutcome send(PendingDelivery delivery, Account recipient, Instant now) throws RecipientRefusedException;

}
