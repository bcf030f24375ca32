package io.orderflow.platform.signin;

import java.time.Duration;

import io.orderflow.platform.Refusal;
import org.springframework.security.core.AuthenticationException;

/**
 * Too many passwords were wrong, or too many sign-ins right; the next is looked at after
 * a while.
 */
public final class SignInPausedException extends AuthenticationException {

	private final Duration pause;

	SignInPausedException(Duration pause) {
		super("sign-in paused");
		this.pause = pause;
	}

	/** What whoever tries is told. */
	public Refusal refusal() {
		return refusal(seconds());
	}

	/** The same, to be told later. */
	public static Refusal refusal(long seconds) {
		return Refusal.tooManyFor(seconds, "sign-in-paused", seconds, seconds, (seconds + 59) / 60);
	}

	/** How long to wait, a second at least. */
	public long seconds() {
		return Math.max(1, this.pause.plusMillis(999).toSeconds());
	}

}
