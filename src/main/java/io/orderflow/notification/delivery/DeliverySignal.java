package io.orderflow.notification.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.account.NotificationChannel;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes the loops of a channel on this node. Knows nothing of what is due: that is in the
 * database, where every node also looks by itself every few seconds.
 */
@Component
class DeliverySignal {

	/** At most one permit each: whoever wakes finds everything that is due. */
	private final Map<Lane, Semaphore> due = Arrays.stream(Lane.values())
		.collect(Collectors.toUnmodifiableMap(Function.identity(), (lane) -> new Semaphore(0)));

	/**
	 * Something is due on a channel once the transaction that runs now has committed.
	 */
	void afterCommit(NotificationChannel channel) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				Lane.of(channel).forEach(DeliverySignal.this::now);
			}

		});
	}

	/** Something is due. */
	void now(Lane lane) {
		Semaphore woken = semaphore(lane);
		if (woken.availablePermits() == 0) {
			woken.release();
		}
	}

	/** Wakes all who wait. */
	void all(Lane lane) {
		semaphore(lane).release(lane.loops());
	}

	/**
	 * Waits until something is due, at most so long.
	 * @return whether it is; nobody knows of what another node has left
	 */
	boolean await(Lane lane, Duration atMost) throws InterruptedException {
		return semaphore(lane).tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
	}

	private Semaphore semaphore(Lane lane) {
		return Objects.requireNonNull(this.due.get(lane));
	}

}
