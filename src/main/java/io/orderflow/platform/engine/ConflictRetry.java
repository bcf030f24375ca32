package io.orderflow.platform.engine;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a command again, in a fresh transaction, when someone else changed the same rows
 * first: a person and a job that meet should not hear of each other. Only where this call
 * is the whole transaction; within a larger one the whole would have to be repeated. Who
 * loses every time is told so: a {@link Refusal}, 409.
 */
class ConflictRetry extends CommandInterceptor {

	static final String CODE = "changed-meanwhile";

	private static final Logger log = LoggerFactory.getLogger(ConflictRetry.class);

	private static final int ATTEMPTS = 4;

	private static final long BACKOFF_NANOS = 20_000_000;

	/** PostgreSQL's serialization failure and deadlock. */
	private static final Set<String> SQL_STATES = Set.of("40001", "40P01");

	@Override
	public <T> T execute(Command<T> command) {
		boolean whole = Context.getCommandContext() == null && Context.getJobExecutorContext() == null
				&& !TransactionSynchronizationManager.isActualTransactionActive();
		if (!whole) {
			return this.next.execute(command);
		}
		for (int attempt = 1;; attempt++) {
			try {
				return this.next.execute(command);
			}
			catch (RuntimeException ex) {
				if (!isConflict(ex)) {
					throw ex;
				}
				if (attempt == ATTEMPTS) {
					log.debug("Lost {} times: {}", attempt, command, ex);
					throw Refusal.conflict(CODE);
				}
				LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(BACKOFF_NANOS * attempt) + 1);
			}
		}
	}

	static boolean isConflict(Throwable failure) {
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < 30; cause = cause.getCause(), depth++) {
			if (cause instanceof OptimisticLockingException || cause instanceof OptimisticLockingFailureException
					|| cause instanceof PessimisticLockingFailureException
					|| cause instanceof jakarta.persistence.OptimisticLockException
					|| cause instanceof SQLException sql && SQL_STATES.contains(sql.getSQLState())) {
				return true;
			}
		}
		return false;
	}

}
