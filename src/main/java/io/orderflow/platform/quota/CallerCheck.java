package io.orderflow.platform.quota;

import io.orderflow.platform.Refusal;

/** Asks again who it is that was kept waiting. */
@FunctionalInterface
public interface CallerCheck {

	/**
	 * Nothing where this thread answers no request.
	 * @throws Refusal where the caller is let in no more
	 */
	void check();

}
