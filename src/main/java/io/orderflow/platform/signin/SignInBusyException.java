package io.orderflow.platform.signin;

import org.springframework.security.core.AuthenticationException;

/** So many sign in at this moment that this password was not looked at. */
public final class SignInBusyException extends AuthenticationException {

	/** After how many seconds to try again. */
	public static final long AGAIN_AFTER = 2;

	SignInBusyException() {
		super("too many sign in at once");
	}

}
