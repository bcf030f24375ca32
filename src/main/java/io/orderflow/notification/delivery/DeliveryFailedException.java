package io.orderflow.notification.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An attempt failed and is worth another one. Its message is what the other side said: it
 * is what a process admin reads at the incident when all attempts are used up.
 */
public class DeliveryFailedException extends RuntimeException {

	public DeliveryFailedException(String detail) {
		super(detail);
	}

	public DeliveryFailedException(String detail, @Nullable Throwable cause) {
		super(detail, cause);
	}

}
