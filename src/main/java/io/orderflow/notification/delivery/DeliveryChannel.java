package io.orderflow.notification.delivery;

import io.orderflow.account.NotificationChannel;

/** A way out of the application. */
public interface DeliveryChannel {

	/** Which one it is. */
	NotificationChannel channel();

	/** Opens it; reaches nobody before something is sent. To be closed. */
	OpenChannel open();

}
