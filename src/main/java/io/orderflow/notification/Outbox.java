package io.orderflow.notification;

import java.time.Instant;

/** Where notifications are written, with all that is to be delivered of them. */
public interface Outbox {

	/**
	 * Writes a notification with what the recipient's preferences ask for at this moment,
	 * and with when it is due, all in the caller's transaction.
	 * @return whether it was written; false when its key was told before
	 */
	boolean put(NewNotification notification, Instant now);

}
