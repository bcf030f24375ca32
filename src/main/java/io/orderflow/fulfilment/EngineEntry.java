package io.orderflow.fulfilment;

import java.util.Optional;
import java.util.function.Supplier;

import io.orderflow.platform.CurrentReader;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Our own way into the engine: as nobody, so that its authorizations, which are for those
 * who come through Tasklist or REST, never stop the application; the domain has its own
 * checks. People may not start processes, for one, but what they do starts notifications.
 * Remembers meanwhile for whom we act, because the listeners ask.
 */
@Component
class EngineEntry {

	private final IdentityService identity;

	private final CurrentReader reader;

	private final ThreadLocal<@Nullable String> actor = new ThreadLocal<>();

	EngineEntry(IdentityService identity, CurrentReader reader) {
		this.identity = identity;
		this.reader = reader;
	}

	/** Calls the engine on nobody's behalf: a timer, a start, a query. */
	<T> T call(Supplier<T> call) {
		Authentication signedIn = this.identity.getCurrentAuthentication();
		this.identity.clearAuthentication();
		try {
			return call.get();
		}
		catch (OptimisticLockingException ex) {
			// within a larger transaction it is for that one to be tried again
			throw new OptimisticLockingFailureException("The process moved on meanwhile", ex);
		}
		finally {
			if (signedIn != null) {
				this.identity.setAuthentication(signedIn);
			}
		}
	}

	void run(Runnable call) {
		call(() -> {
			call.run();
			return true;
		});
	}

	/** Calls the engine for a person who decides something. */
	void runFor(String person, Runnable call) {
		String before = this.actor.get();
		this.actor.set(person);
		try {
			run(call);
		}
		finally {
			if (before != null) {
				this.actor.set(before);
			}
			else {
				this.actor.remove();
			}
		}
	}

	/**
	 * Who decides what a task is being completed with: whom we act for, else who is
	 * signed in to the engine (Tasklist, {@code /engine-rest}) or to the application,
	 * else whose task it is.
	 */
	String actorOf(DelegateTask task) {
		return Optional.ofNullable(this.actor.get())
			.or(() -> Optional.ofNullable(this.identity.getCurrentAuthentication()).map(Authentication::getUserId))
			.or(() -> this.reader.reader().map(CurrentReader.Reader::accountId))
			.or(() -> Optional.ofNullable(task.getAssignee()))
			.orElseThrow(() -> new IllegalStateException("Nobody completes task " + task.getId()));
	}

}
