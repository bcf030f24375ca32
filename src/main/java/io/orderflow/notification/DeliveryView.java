package io.orderflow.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.account.NotificationChannel;
import org.jspecify.annotations.Nullable;

/**
 * The log of one delivery (B6).
 *
 * @param channel over which channel
 * @param attempts oldest first
 */
public record DeliveryView(UUID id, NotificationChannel channel, DeliveryState state, Instant createdAt,
		@Nullable Instant endedAt, List<Attempt> attempts) {

	/** Whether it can never arrive. */
	public boolean undeliverable() {
		return this.state == DeliveryState.UNDELIVERABLE;
	}

	/**
	 * One attempt.
	 *
	 * @param outcome {@code STARTED}, {@code DELIVERED}, {@code UNDELIVERABLE},
	 * {@code FAILED} (to be tried again) or {@code UNKNOWN} (it may have arrived: the
	 * process died before it could tell)
	 * @param detail what the other side said
	 */
	public record Attempt(int number, Instant startedAt, @Nullable Instant endedAt, String outcome,
			@Nullable String detail) {

		/** What the other side said where it did not take it. */
		public @Nullable String complaint() {
			return this.outcome.equals(DeliveryState.DELIVERED.name()) ? null : this.detail;
		}

	}

}
