package io.orderflow.platform;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.ConcurrencyFailureException;

/**
 * Runs a whole transaction again when somebody else changed the same rows first: a person
 * and a job that meet should not hear of each other. Who loses every time is told so.
 */
public final class FreshAttempts {

	/** The refusal of whoever lost every time. */
	public static final String CODE = "changed-meanwhile";

	private static final Logger log = LoggerFactory.getLogger(FreshAttempts.class);

	private static final int ATTEMPTS = 4;

	private static final long BACKOFF_NANOS = 20_000_000;

	private FreshAttempts() {
	}

	/** Runs what begins and ends a transaction of its own. */
	public static void run(Runnable whole) {
		call(() -> {
			whole.run();
			return true;
		}, (failure) -> failure instanceof ConcurrencyFailureException);
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
					log.debug("Lost {} times", attempt, ex);
					throw Refusal.conflict(CODE);
				}
				LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(BACKOFF_NANOS * attempt) + 1);
			}
		}
	}

}
