package io.orderflow.platform.signin;

import java.time.Clock;
import java.time.Duration;

import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Keeps whoever finds an open session from making themselves at home in it: what opens
 * the account later on, a token or a passkey, is made a short while after the password or
 * the passkey was right. A call that brings its password has just shown it.
 */
@Component
public class RecentSignIn {

	/** What is refused where it is not recent. */
	public static final String AGAIN = "sign-in-again";

	private final Duration recent;

	private final Clock clock;

	RecentSignIn(SessionSettings settings, Clock clock) {
		this.recent = settings.askedAgainAfter();
		this.clock = clock;
	}

	/**
	 * For who is signed in with this request.
	 * @throws Refusal forbidden {@code sign-in-again}
	 */
	public void check() {
		check(SecurityContextHolder.getContext().getAuthentication());
	}

	/**
	 * The same.
	 * @throws Refusal forbidden {@code sign-in-again}
	 */
	public void check(@Nullable Authentication person) {
		if (!isRecent(person)) {
			throw Refusal.forbidden(AGAIN, this.recent.toMinutes());
		}
	}

	/** Whether it is: what it is asked for is offered only then. */
	public boolean isRecent(@Nullable Authentication person) {
		return person != null && person.getPrincipal() instanceof SignedInUser user
				&& !user.since().plus(this.recent).isBefore(this.clock.instant());
	}

}
