package io.orderflow.notification.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.orderflow.notification.DeliveryState;
import io.orderflow.notification.delivery.DeliveryAttempts.Outgoing;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Attempts one delivery again, for its process, and keeps the log of it (B6). Each
 * attempt is on record before it begins and after it ends, in transactions of its own:
 * the log is true whatever becomes of the job that made the attempt. First attempts are
 * the {@link DeliveryDispatcher}'s.
 */
@Service
public class NotificationDeliveryService {

	private final DeliveryRows rows;

	private final DeliveryAttempts attempts;

	private final TransactionTemplate apart;

	private final Clock clock;

	NotificationDeliveryService(DeliveryRows rows, DeliveryAttempts attempts, PlatformTransactionManager transactions,
			Clock clock) {
		this.rows = rows;
		this.attempts = attempts;
		this.apart = new TransactionTemplate(transactions);
		// one statement each, which is a transaction by itself
		this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
		this.clock = clock;
	}

	/**
	 * Tries once to deliver. What is delivered, or refused for good, is not tried again;
	 * two callers at once wait for each other. A mail can arrive twice only when the
	 * process dies between the mail server's word and our record of it; both then carry
	 * the same Message-ID (a push: the same Topic). Needs a second database connection
	 * while it runs.
	 * @throws DeliveryFailedException when it is worth another attempt
	 */
	@Transactional
	public DeliveryOutcome attempt(UUID deliveryId) {
		this.rows.lock(deliveryId);
		Optional<Integer> number = apart(() -> this.rows.beginAttempt(deliveryId, this.clock.instant()));
		Outgoing delivery = Optional.ofNullable(this.attempts.read(List.of(deliveryId)).get(deliveryId))
			.orElseThrow(() -> new IllegalArgumentException("There is no delivery " + deliveryId));
		if (number.isPresent()) {
			return attempt(delivery, number.get());
		}
		return (delivery.state() == DeliveryState.DELIVERED) ? DeliveryOutcome.DELIVERED
				: DeliveryOutcome.UNDELIVERABLE;
	}

	private DeliveryOutcome attempt(Outgoing delivery, int number) {
		try (OpenChannel channel = this.attempts.open(delivery.channel(), Lane.SLOW_PUSHES.patience())) {
			EndedAttempt ended = this.attempts.make(delivery, number, channel);
			apart(() -> this.rows.end(List.of(ended), ended.at()));
			if (ended.outcome() == null) {
				throw ended.failure();
			}
			return ended.outcome();
		}
	}

	private <T> T apart(Supplier<T> work) {
		return Objects.requireNonNull(this.apart.execute((status) -> work.get()));
	}

}
