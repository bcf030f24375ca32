package io.orderflow;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Something that takes long to start: started by the first test of a JVM that asks for
 * it, there for all that follow, and closed as the JVM ends. JUnit's own store does not
 * keep it that long, since surefire hands a fork its classes one by one, each as a run of
 * its own.
 *
 * @param <T> what is started
 */
public final class OncePerFork<T extends AutoCloseable> {

	private final Supplier<T> start;

	private @Nullable T started;

	public OncePerFork(Supplier<T> start) {
		this.start = start;
	}

	/** What was started; the first who asks waits for it. */
	public synchronized T get() {
		if (this.started == null) {
			T fresh = this.start.get();
			Runtime.getRuntime().addShutdownHook(new Thread(() -> close(fresh), "end of tests"));
			this.started = fresh;
		}
		return this.started;
	}

	private static void close(AutoCloseable started) {
		try {
			started.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("What the tests started does not end", ex);
		}
	}

}
