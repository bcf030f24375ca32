package io.orderflow.drawing;

import org.jspecify.annotations.Nullable;

/** There is no preview, for a reason that has a name in the application's API. */
final class NotDrawnException extends Exception {

	static final String ENCRYPTED = "ENCRYPTED";

	static final String DAMAGED = "DAMAGED";

	static final String TOO_LARGE = "TOO_LARGE";

	static final String NOT_DRAWABLE = "NOT_DRAWABLE";

	private final String outcome;

	private final transient @Nullable Integer seconds;

	NotDrawnException(String outcome) {
		this(outcome, null);
	}

	/**
	 * @param seconds how long it lasts; null where it does not, or does not say
	 */
	NotDrawnException(String outcome, @Nullable Integer seconds) {
		super(outcome);
		this.outcome = outcome;
		this.seconds = seconds;
	}

	@Nullable Integer seconds() {
		return this.seconds;
	}

	String outcome() {
		return this.outcome;
	}

}
