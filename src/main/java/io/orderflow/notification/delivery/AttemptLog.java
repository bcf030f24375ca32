package io.orderflow.notification.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.NotificationFlow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down how attempts at deliveries ended: a statement for all of them. A mail that
 * failed, or was asked to wait, goes to a process of its own in the transaction that logs
 * it; a push is due again later ({@link PushPauses}), and goes to one, as an incident,
 * when that was in vain. Insists where the database does not answer, since what was sent
 * and is not on record is sent again.
 */
@Component
class AttemptLog {

	private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);

	/** How often a node tries that is told to stop meanwhile. */
	private static final int MOST_TRIES_WHEN_STOPPED = 3;

	private final DeliveryRows rows;

	private final NotificationFlow flow;

	private final TransactionTemplate transaction;

	private final Clock clock;

	/**
	 * The flow comes late: it stands on the engine, whose delegates stand on this module.
	 */
	AttemptLog(DeliveryRows rows, @Lazy NotificationFlow flow, PlatformTransactionManager transactions, Clock clock) {
		this.rows = rows;
		this.flow = flow;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * Notes how attempts on a channel ended. Tries again each second while the database
	 * does not answer; one that it refuses to note keeps no other from being noted, and
	 * is attempted again when it is not held any more. Not within a transaction.
	 * @param until how long the deliveries are held, and it is tried
	 * @param goesOn whether the node does; one that is told to stop tries a few times
	 * only
	 * @throws RuntimeException when the database did not answer in time
	 */
	void end(NotificationChannel channel, List<EndedAttempt> ended, Instant until, BooleanSupplier goesOn) {
		note(ended.stream().filter(EndedAttempt::isFinal).toList(), (attempts) -> this.rows.end(attempts, until), until,
				goesOn);
		List<EndedAttempt> failed = ended.stream().filter((attempt) -> !attempt.isFinal()).toList();
		if (channel == NotificationChannel.PUSH) {
			note(failed.stream().filter((attempt) -> PushPauses.after(attempt).isPresent()).toList(),
					(attempts) -> this.rows.postpone(attempts, until), until, goesOn);
			note(failed.stream().filter((attempt) -> PushPauses.after(attempt).isEmpty()).toList(),
					(attempts) -> handOver(attempts, until, this::giveUp), until, goesOn);
		}
		else {
			note(failed, (attempts) -> handOver(attempts, until, this::handOver), until, goesOn);
		}
	}

	private void note(List<EndedAttempt> attempts, Consumer<List<EndedAttempt>> how, Instant until,
			BooleanSupplier goesOn) {
		if (attempts.isEmpty()) {
			return;
		}
		try {
			insist(() -> how.accept(attempts), until, goesOn);
		}
		catch (RuntimeException ex) {
			if (mayPass(ex)) {
				throw ex;
			}
			if (attempts.size() == 1) {
				log.error("How attempt {} at delivery {} ended cannot be noted", attempts.get(0).number(),
						attempts.get(0).delivery(), ex);
				return;
			}
			log.warn("How one of {} attempts ended cannot be noted; each is noted by itself", attempts.size(), ex);
			attempts.forEach((attempt) -> note(List.of(attempt), how, until, goesOn));
		}
	}

	private void insist(Runnable statement, Instant until, BooleanSupplier goesOn) {
		for (int tries = 1;; tries++) {
			try {
				statement.run();
				return;
			}
			catch (RuntimeException ex) {
				boolean tooLate = !this.clock.instant().isBefore(until);
				boolean stopped = tries >= MOST_TRIES_WHEN_STOPPED && !goesOn.getAsBoolean();
				if (!mayPass(ex) || tooLate || stopped) {
					throw ex;
				}
				log.warn("How attempts ended could not be noted, which is tried again", ex);
				waitAfter(ex);
			}
		}
	}

	private static void waitAfter(RuntimeException failure) {
		try {
			TimeUnit.SECONDS.sleep(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure;
		}
	}

	/** Whether the database was away or busy, and may answer in a moment. */
	private static boolean mayPass(RuntimeException failure) {
		return failure instanceof TransientDataAccessException || failure instanceof DataAccessResourceFailureException
				|| failure instanceof RecoverableDataAccessException
				|| failure instanceof CannotCreateTransactionException || failure instanceof TransactionSystemException;
	}

	/** What somebody else has ended meanwhile is theirs. */
	private void handOver(List<EndedAttempt> attempts, Instant heldUntil, Consumer<EndedAttempt> how) {
		this.transaction.executeWithoutResult((status) -> {
			Set<UUID> ended = Set.copyOf(this.rows.end(attempts, heldUntil));
			attempts.stream().filter((attempt) -> ended.contains(attempt.delivery())).forEach(how);
		});
	}

	private void giveUp(EndedAttempt attempt) {
		this.flow.giveUp(attempt.delivery(), attempt.failure());
	}

	private void handOver(EndedAttempt attempt) {
		if (attempt.outcome() != null && attempt.outcome().retryAt() != null) {
			this.flow.tryAgainAt(attempt.delivery(), attempt.outcome().retryAt());
		}
		else {
			this.flow.tryAgain(attempt.delivery(), attempt.failure());
		}
	}

}
