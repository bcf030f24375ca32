package io.orderflow.platform.embedded;

/** The embedded database cannot start, and a person can do something about it. */
final class EmbeddedDatabaseException extends RuntimeException {

	private final String action;

	EmbeddedDatabaseException(String description, String action) {
		super(description);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
