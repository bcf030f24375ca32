package io.orderflow.platform.engine;

import java.util.Optional;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.ProblemDetailFactory;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Outermost of all: whoever called the engine gets the {@link Refusal} that a listener
 * threw, not the engine's wrapping of it. Jobs are left alone; for them a refusal is a
 * failure like any other, with its trace in Cockpit.
 */
class RefusalInterceptor extends CommandInterceptor {

	@Override
	public <T> T execute(Command<T> command) {
		if (Context.getCommandContext() != null || Context.getJobExecutorContext() != null) {
			return this.next.execute(command);
		}
		try {
			return this.next.execute(command);
		}
		catch (RuntimeException ex) {
			Optional<Refusal> refusal = ProblemDetailFactory.unavailable(ex)
				.or(() -> CurrentRefusal.in(ex))
				.or(() -> onHold(ex));
			refusal.ifPresentOrElse(CurrentRefusal::note, () -> CurrentRefusal.noteFailure(ex));
			throw refusal.map(RuntimeException.class::cast).orElse(ex);
		}
	}

	/** A process admin has suspended what it is about. */
	private static Optional<Refusal> onHold(RuntimeException failure) {
		return (ExceptionUtils.indexOfType(failure, SuspendedEntityInteractionException.class) >= 0)
				? Optional.of(Refusal.conflict("on-hold")) : Optional.empty();
	}

}
