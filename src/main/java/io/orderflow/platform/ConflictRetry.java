package io.orderflow.platform;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.persistence.OptimisticLockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.ConcurrencyFailureException;

/**
 * Runs a whole transaction again when somebody else changed the same rows first: a person
 * and a job that meet should not hear of each other. Who loses every time is told so.
 */
public final class ConflictRetry {

	/** The refusal of whoever lost every time. */
	public static final String CODE = "changed-meanwhile";

	private static final Logger log = LoggerFactory.getLogger(ConflictRetry.class);

	private static final int ATTEMPTS = 4;

	/** PostgreSQL's serialization failure, deadlock and unique violation. */
	private static final Set<String> LOST = Set.of("40001", "40P01", "23505");

	private static final long BACKOFF_NANOS = 20_000_000;

	private ConflictRetry() {
	}

	/** Runs what begins and ends a transaction of its own. */
	public static void run(Runnable whole) {
		call(() -> {
			whole.run();
			return true;
		}, ConflictRetry::lostRace);
	}

	/**
	 * Calls what begins and ends a transaction of its own, at most four times, a little
	 * later each time.
	 * @param conflict tells a lost race from every other failure
	 * @throws Refusal {@code changed-meanwhile} to who lost every time
	 */
	public static <T> T call(Supplier<T> whole, Predicate<RuntimeException> conflict) {
		for (int attempt = 1;; attempt++) {
			try {
				return whole.get();
			}
			catch (RuntimeException ex) {
				if (!conflict.test(ex)) {
					throw ex;
				}
				if (attempt == ATTEMPTS) {
					log.warn("Lost {} times", attempt, ex);
					throw Refusal.conflict(CODE);
				}
				LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(BACKOFF_NANOS * attempt) + 1);
			}
		}
	}

	/**
	 * Whether a transaction failed because another was first: the version of a row moved
	 * on, the database ended a deadlock, or a row that exists once was there already.
	 * What is keyed to happen once finds, when tried again, that it has.
	 */
	public static boolean lostRace(Throwable failure) {
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < 30; cause = cause.getCause(), depth++) {
			if (cause instanceof ConcurrencyFailureException || cause instanceof OptimisticLockException
					|| (cause instanceof SQLException sql && sql.getSQLState() != null
							&& LOST.contains(sql.getSQLState()))) {
				return true;
			}
		}
		return false;
	}

}
