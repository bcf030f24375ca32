package io.orderflow.notification.delivery;

/**
 * An attempt failed and is worth another one. Its message is what the other side said: it
 * is what a process admin reads at the incident when all attempts are used up.
 */
public class DeliveryFailedException extends RuntimeException {

	public DeliveryFailedException(String detail) {
		super(detail);
	}

	public DeliveryFailedException(String detail, Throwable cause) {
		super(detail, cause);
	}

}
