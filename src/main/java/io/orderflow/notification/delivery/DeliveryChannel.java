package io.orderflow.notification.delivery;

import java.time.Duration;

import io.orderflow.account.NotificationChannel;

/** A way out of the application. */
public interface DeliveryChannel {

	/** Which one it is. */
	NotificationChannel channel();

	/**
	 * Opens it; reaches nobody before something is sent. To be closed.
	 * @param patience how long a push service has for its answer; that of mails is the
	 * mail server's own
	 */
	OpenChannel open(Duration patience);

}
