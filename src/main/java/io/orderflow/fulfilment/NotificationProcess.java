package io.orderflow.fulfilment;

/**
 * The names that code and {@code notification.bpmn} share; a test keeps them equal. The
 * business key is the delivery's id.
 */
final class NotificationProcess {

	static final String KEY = "notification";

	static final String DELIVERED = "delivered";

	private NotificationProcess() {
	}

}
