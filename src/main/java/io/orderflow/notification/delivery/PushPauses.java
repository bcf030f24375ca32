package io.orderflow.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a push that was not taken is attempted again. The dispatcher does so too, by turns
 * of people, and no job of the engine: whose browser it is decides how long its push
 * service takes, and the threads of jobs are those of everybody's orders.
 */
final class PushPauses {

	/** As the model has it for mails: of failures, and of nothing else. */
	private static final List<Duration> AFTER = List.of(Duration.ofMinutes(1), Duration.ofMinutes(10),
			Duration.ofHours(1), Duration.ofHours(6));

	/** After so many failures it is not attempted again by itself. */
	static final int MOST_FAILURES = AFTER.size() + 1;

	/** Whatever a push service says of them, there are no more. */
	private static final int MOST_ATTEMPTS = 30;

	private PushPauses() {
	}

	/** Empty where it is not attempted again by itself. */
	static Optional<Instant> after(EndedAttempt attempt) {
		if (attempt.isFinal()) {
			return Optional.empty();
		}
		if (attempt.outcome() != null && attempt.outcome().retryAt() != null) {
			return Optional.of(attempt.outcome().retryAt());
		}
		return (attempt.failed() >= AFTER.size() || attempt.number() >= MOST_ATTEMPTS) ? Optional.empty()
				: Optional.of(attempt.at().plus(AFTER.get(attempt.failed())));
	}

}
