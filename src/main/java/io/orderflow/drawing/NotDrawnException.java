package io.orderflow.drawing;

/** There is no preview, for a reason that has a name in the application's API. */
final class NotDrawnException extends Exception {

	static final String ENCRYPTED = "ENCRYPTED";

	static final String DAMAGED = "DAMAGED";

	static final String TOO_LARGE = "TOO_LARGE";

	static final String NOT_DRAWABLE = "NOT_DRAWABLE";

	private final String outcome;

	NotDrawnException(String outcome) {
		super(outcome);
		this.outcome = outcome;
	}

	String outcome() {
		return this.outcome;
	}

}
