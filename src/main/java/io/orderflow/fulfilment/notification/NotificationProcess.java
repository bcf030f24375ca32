package io.orderflow.fulfilment.notification;

/**
 * The names that code and {@code notification.bpmn} share; a test keeps them equal. The
 * business key is the delivery's id. All variables are transient: they are read in the
 * command that sets them and are never stored.
 */
public final class NotificationProcess {

	public static final String KEY = "notification";

	/** How the attempt ended: one of the two below, anything else for never. */
	public static final String OUTCOME = "outcome";

	public static final String DELIVERED = "delivered";

	public static final String ASKED_TO_WAIT = "askedToWait";

	/** Until when the other side has asked us to wait. */
	public static final String RETRY_AT = "retryAt";

	private NotificationProcess() {
	}

}
