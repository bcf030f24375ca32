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
 * Wakes the loop of a channel on this node. Knows nothing of what is due: that is in the
 * database, where every node also looks by itself every few seconds.
 */
@Component
class DeliverySignal {

	/** At most one permit each: whoever wakes finds everything that is due. */
	private final Map<NotificationChannel, Semaphore> due = Arrays.stream(NotificationChannel.values())
		.collect(Collectors.toUnmodifiableMap(Function.identity(), (channel) -> new Semaphore(0)));

	/**
	 * Something is due on a channel once the transaction that runs now has committed.
	 */
	void afterCommit(NotificationChannel channel) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				now(channel);
			}

		});
	}

	/** Something is due. */
	void now(NotificationChannel channel) {
		Semaphore woken = semaphore(channel);
		if (woken.availablePermits() == 0) {
			woken.release();
		}
	}

	/** Wakes so many who wait. */
	void all(NotificationChannel channel, int waiting) {
		semaphore(channel).release(waiting);
	}

	/**
	 * Waits until something is due, at most so long.
	 * @return whether it is; nobody knows of what another node has left
	 */
	boolean await(NotificationChannel channel, Duration atMost) throws InterruptedException {
		return semaphore(channel).tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
	}

	private Semaphore semaphore(NotificationChannel channel) {
		return Objects.requireNonNull(this.due.get(channel));
	}

}
