package io.orderflow.contact;

/** Which side the reader is on, and with that whom the contacts are. */
public enum ContactSide {

	/** The reader sells: the contacts are clients. */
	SELLING("freelancer", "client"),
	/** The reader buys: the contacts are freelancers. */
	BUYING("client", "freelancer");

	private final String reader;

	private final String other;

	ContactSide(String reader, String other) {
		this.reader = reader;
		this.other = other;
	}

	/** The column of the reader. */
	String reader() {
		return this.reader;
	}

	/** The column of the contacts. */
	String other() {
		return this.other;
	}

}
