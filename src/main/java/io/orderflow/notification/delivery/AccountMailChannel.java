package io.orderflow.notification.delivery;

import java.time.Instant;

/** How a mail about an account leaves the application. */
public interface AccountMailChannel {

	/**
	 * Hands over one mail.
	 * @return delivered; undeliverable where what it links to is of no use any more
	 * @throws RecipientRefusedException when it can never arrive
	 * @throws RuntimeException when it may at another attempt
	 */
	DeliveryOutcome send(PendingAccountMail mail, Instant now) throws RecipientRefusedException;

}
