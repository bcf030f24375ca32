package io.orderflow.platform;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.persistence.OptimisticLockException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.retry.support.RetryTemplate;

/**
 * Runs a whole transaction again when somebody else changed the same rows first: a person
 * and a job that meet should not hear of each other. Who loses every time is told so.
 */
public final class ConflictRetry {

	/** The refusal of whoever lost every time. */
	public static final String CODE = "changed-meanwhile";

	private static final Logger log = LoggerFactory.getLogger(ConflictRetry.class);

	private static final int ATTEMPTS = 4;

	private static final long FIRST_BACKOFF_MILLIS = 10;

	private static final long LAST_BACKOFF_MILLIS = 80;

	/** PostgreSQL's serialization failure, deadlock and unique violation. */
	private static final Set<String> LOST = Set.of("40001", "40P01", "23505");

	private static final ConflictRetry LOST_RACES = new ConflictRetry(ConflictRetry::lostRace);

	private final Predicate<Throwable> conflict;

	private final RetryTemplate template;

	/**
	 * Retries at most three times, each time a little later.
	 * @param conflict tells a lost race from every other failure
	 */
	public ConflictRetry(Predicate<Throwable> conflict) {
		this.conflict = conflict;
		this.template = RetryTemplate.builder()
			.maxAttempts(ATTEMPTS)
			.retryOn(conflict)
			.exponentialBackoff(FIRST_BACKOFF_MILLIS, 2, LAST_BACKOFF_MILLIS, true)
			.build();
	}

	/**
	 * Runs what begins and ends a transaction of its own.
	 * @throws Refusal {@code changed-meanwhile} to who lost every time
	 */
	public static void run(Runnable whole) {
		call(() -> {
			whole.run();
			return true;
		});
	}

	/**
	 * Calls what begins and ends a transaction of its own.
	 * @throws Refusal {@code changed-meanwhile} to who lost every time
	 */
	public static <T> T call(Supplier<T> whole) {
		return LOST_RACES.execute(whole);
	}

	/**
	 * Calls what begins and ends a transaction of its own.
	 * @throws Refusal {@code changed-meanwhile} to who lost every time
	 */
	public <T> T execute(Supplier<T> whole) {
		try {
			return this.template.execute((context) -> whole.get());
		}
		catch (RuntimeException ex) {
			if (!this.conflict.test(ex)) {
				throw ex;
			}
			log.warn("Lost {} times", ATTEMPTS, ex);
			throw Refusal.conflict(CODE);
		}
	}

	/**
	 * Whether a transaction failed because another was first: the version of a row moved
	 * on, the database ended a deadlock, or a row that exists once was there already.
	 * What is keyed to happen once finds, when tried again, that it has.
	 */
	public static boolean lostRace(Throwable failure) {
		for (Throwable cause : ExceptionUtils.getThrowableList(failure)) {
			if (cause instanceof ConcurrencyFailureException || cause instanceof OptimisticLockException
					|| (cause instanceof SQLException sql && sql.getSQLState() != null
							&& LOST.contains(sql.getSQLState()))) {
				return true;
			}
		}
		return false;
	}

}
