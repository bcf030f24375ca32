package io.orderflow.platform.engine;

import java.util.Optional;

import io.orderflow.platform.Refusal;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * The refusal that a request met inside the engine. The engine wraps what a listener
 * throws in an exception of its own, and its REST resources make a 500 of that; the
 * request's thread therefore keeps the refusal itself until it is answered.
 */
public final class CurrentRefusal {

	private static final ThreadLocal<@Nullable Slot> CURRENT = new ThreadLocal<>();

	private CurrentRefusal() {
	}

	private static final class Slot {

		private @Nullable Refusal refusal;

		private @Nullable Throwable failure;

		private @Nullable Throwable thrown;

	}

	/** Begins to listen on this thread. */
	public static void open() {
		CURRENT.set(new Slot());
	}

	public static void close() {
		CURRENT.remove();
	}

	/** Keeps a refusal, if anyone listens on this thread. */
	static void note(Refusal refusal) {
		Slot slot = CURRENT.get();
		if (slot != null) {
			slot.refusal = refusal;
		}
	}

	/** Keeps what a command failed with, for where a 500 says less than it could. */
	static void noteFailure(Throwable failure) {
		Slot slot = CURRENT.get();
		if (slot != null) {
			slot.failure = failure;
		}
	}

	/**
	 * Keeps what a REST resource threw, or what reads and writes for it, before it is
	 * answered. A call that waited for a task is answered by another thread than the one
	 * that listens: that one keeps it until then.
	 */
	public static void noteThrown(Throwable thrown) {
		Slot slot = CURRENT.get();
		if (slot == null) {
			slot = new Slot();
			slot.refusal = in(thrown).orElse(null);
			CURRENT.set(slot);
		}
		slot.thrown = thrown;
	}

	/** What was thrown outside of any command, or because of one; null where nothing. */
	public static @Nullable Throwable thrown() {
		Slot slot = CURRENT.get();
		return (slot != null) ? slot.thrown : null;
	}

	/** What the last command that failed failed with; null where none has. */
	public static @Nullable Throwable failure() {
		Slot slot = CURRENT.get();
		return (slot != null) ? slot.failure : null;
	}

	public static Optional<Refusal> noted() {
		Slot slot = CURRENT.get();
		return (slot != null) ? Optional.ofNullable(slot.refusal) : Optional.empty();
	}

	/** Looks for a refusal behind what the engine made of it. */
	static Optional<Refusal> in(@Nullable Throwable failure) {
		return Optional.ofNullable(ExceptionUtils.throwableOfType(failure, Refusal.class));
	}

}
