package io.orderflow.platform;

/** The sessions in which people are signed in, on all nodes. */
public interface SessionInvalidator {

	/** Signs a person out everywhere. */
	void endAll(String account);

}
