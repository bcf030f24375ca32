package io.orderflow.platform.signin;

import io.orderflow.platform.Refusal;
import org.springframework.security.core.AuthenticationException;

/** So many sign in at this moment that this password was not looked at. */
public final class SignInBusyException extends AuthenticationException {

	private static final long SECONDS = 2;

	SignInBusyException() {
		super("too many sign in at once");
	}

	/** What whoever signs in is told, and in how many seconds to try again. */
	public Refusal refusal() {
		return Refusal.unavailableFor(SECONDS, "busy");
	}

}
