package io.orderflow.platform.engine;

import java.sql.SQLException;
import java.util.regex.Pattern;

import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.Refusal;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a command again, in a fresh transaction, when someone else changed the same rows
 * first: a person and a job that meet should not hear of each other. Only where this call
 * is the whole transaction; within a larger one the whole would have to be repeated. Who
 * loses every time is told so: a {@link Refusal}, 409.
 */
class ConflictRetryInterceptor extends CommandInterceptor {

	/**
	 * PostgreSQL's foreign key violation. Of the engine's own rows it means that one
	 * branch ended a scope in which another has just begun something.
	 */
	private static final String GREW_MEANWHILE = "23503";

	/**
	 * The process that a task is of ended after the task was read; the engine has no
	 * exception of its own for that.
	 */
	private static final String ENDED_MEANWHILE = "list of executions is empty";

	/** Where the engine walks through what runs: executions, tasks, their variables. */
	private static final Pattern RUNS = Pattern.compile(Pattern.quote(ProcessEngine.class.getPackageName() + ".impl.")
			+ "(?:core|pvm|bpmn|event|jobexecutor|persistence\\.entity\\.\\w+Entity)\\b.*");

	private final ConflictRetry retry = new ConflictRetry(ConflictRetryInterceptor::isConflict);

	@Override
	public <T> T execute(Command<T> command) {
		boolean whole = Context.getCommandContext() == null && Context.getJobExecutorContext() == null
				&& !TransactionSynchronizationManager.isActualTransactionActive();
		if (!whole) {
			return this.next.execute(command);
		}
		return this.retry.execute(() -> this.next.execute(command));
	}

	static boolean isConflict(Throwable failure) {
		for (Throwable cause : ExceptionUtils.getThrowableList(failure)) {
			if (cause instanceof OptimisticLockingException
					|| (cause instanceof NullValueException && cause.getMessage().endsWith(ENDED_MEANWHILE))
					|| cause instanceof NullPointerException missing && vanished(missing)
					|| (cause instanceof SQLException sql && GREW_MEANWHILE.equals(sql.getSQLState()))) {
				return true;
			}
		}
		return ConflictRetry.lostRace(failure);
	}

	/**
	 * Deep in the engine something of a process was missing: another transaction ended it
	 * after this one had read the rest. A command that was asked about what there never
	 * was falls over itself.
	 */
	private static boolean vanished(NullPointerException failure) {
		StackTraceElement[] frames = failure.getStackTrace();
		return frames.length > 0 && RUNS.matcher(frames[0].getClassName()).matches();
	}

}
