package io.orderflow.notification;

import java.time.Instant;
import java.util.UUID;

/** What notifications need of the process engine. */
public interface NotificationFlow {

	/**
	 * Starts, in the caller's transaction, what attempts a delivery again and again until
	 * it has ended, as after a failed attempt of its own: the first time a minute from
	 * now.
	 * @param failure what a process admin reads who looks at it
	 */
	void tryAgain(UUID deliveryId, RuntimeException failure);

	/**
	 * Starts it for a delivery that was attempted often enough: an incident, until a
	 * process admin has it attempted once more.
	 * @param failure what the process admin reads
	 */
	void giveUp(UUID deliveryId, RuntimeException failure);

	/**
	 * Starts what attempts a delivery again whose receiving side asked to wait until
	 * then.
	 */
	void tryAgainAt(UUID deliveryId, Instant retryAt);

}
