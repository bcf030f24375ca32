package io.orderflow.notification.delivery;

import java.time.Instant;

import io.orderflow.account.Account;

/**
 * A way out of the application for several deliveries in a row, one after the other: a
 * connection to a mail server, say. Connects with the first of them. For one thread.
 */
public interface OpenChannel extends AutoCloseable {

	/**
	 * Hands over what is to be delivered.
	 * @return delivered, or asked to wait
	 * @throws RecipientRefusedException when it can never arrive
	 * @throws RuntimeException when it may at another attempt
	 */
	DeliveryOutcome send(PendingDelivery delivery, Account recipient, Instant now) throws RecipientRefusedException;

	/**
	 * Hands over one mail about an account.
	 * @return delivered; undeliverable where what it links to is of no use any more
	 * @throws RecipientRefusedException when it can never arrive
	 * @throws RuntimeException when it may at another attempt
	 */
	DeliveryOutcome send(PendingAccountMail mail, Instant now) throws RecipientRefusedException;

	@Override
	void close();

}
