package io.orderflow;

import java.util.Collection;
import java.util.Objects;

import org.camunda.bpm.engine.rest.impl.FetchAndLockContextListener;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * Requests of workers that wait in the engine's REST API until a task comes. All
 * applications of a Java process share what answers them, and the first that is closed
 * ends it.
 */
public final class WorkerPolls {

	private WorkerPolls() {
	}

	/**
	 * Ends those that wait, lest the next task goes to a worker that was killed, and
	 * begins anew for those that come from now on.
	 */
	public static void renew() {
		FetchAndLockContextListener listener = new FetchAndLockContextListener();
		listener.contextDestroyed(null);
		ReflectionTestUtils.setField(FetchAndLockContextListener.class, "fetchAndLockHandler", null);
		listener.contextInitialized(null);
	}

	/** How many wait at this moment. */
	public static int waiting() {
		Object handler = ReflectionTestUtils.getField(FetchAndLockContextListener.class, "fetchAndLockHandler");
		Object waiting = ReflectionTestUtils.getField(Objects.requireNonNull(handler), "pendingRequests");
		return ((Collection<?>) Objects.requireNonNull(waiting)).size();
	}

}
