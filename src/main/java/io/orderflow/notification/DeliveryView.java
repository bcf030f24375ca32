package io.orderflow.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

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

	/** The same, with other words for each attempt. */
	DeliveryView told(Function<Attempt, String> words) {
		return new DeliveryView(this.id, this.channel, this.state, this.createdAt, this.endedAt,
				this.attempts.stream()
					.map((attempt) -> new Attempt(attempt.number(), attempt.startedAt(), attempt.endedAt(),
							attempt.outcome(), words.apply(attempt)))
					.toList());
	}

	/**
	 * One attempt.
	 *
	 * @param outcome {@code STARTED}, {@code DELIVERED}, {@code UNDELIVERABLE},
	 * {@code READ} (nothing was sent: it was read before), {@code FAILED} (to be tried
	 * again) or {@code UNKNOWN} (it may have arrived: the process died before it could
	 * tell)
	 * @param detail to process admins what the other side said or what failed here, which
	 * may name machines; to the recipient what that means
	 */
	public record Attempt(int number, Instant startedAt, @Nullable Instant endedAt, String outcome,
			@Nullable String detail) {

	}

}
