package io.orderflow.platform.token;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.CallerCheck;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.signin.SignedInUsers;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Asks whether whoever made a request is still let in: by the session, the password or
 * the token that it came with, with the groups of then. Every request is asked when its
 * head has come; what is kept waiting afterwards is asked again before anything is done.
 */
@Component
public class PresentCaller implements CallerCheck {

	private final ApiTokenService tokens;

	private final SignedInUsers users;

	PresentCaller(ApiTokenService tokens, SignedInUsers users) {
		this.tokens = tokens;
		this.users = users;
	}

	/**
	 * Asks it of this thread's request, at any time and on any thread. Strangers are
	 * always let in: to what is theirs.
	 */
	public BooleanSupplier ofThread() {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		if (person == null || person instanceof AnonymousAuthenticationToken) {
			return () -> true;
		}
		if (person.getDetails() instanceof TokenOwner owner) {
			return () -> this.tokens.isGood(owner);
		}
		Optional<String> session = SignedInUsers.sessionOfThread();
		return () -> person.getPrincipal() instanceof SignedInUser user && isPresent(user, session.orElse(null));
	}

	private boolean isPresent(SignedInUser user, @Nullable String session) {
		return this.users.isPresent(user) && (session == null || this.users.isOpen(session));
	}

	/**
	 * Asks it now.
	 * @throws Refusal {@code not-signed-in}
	 */
	@Override
	public void check() {
		if (!ofThread().getAsBoolean()) {
			throw Refusal.forbidden("not-signed-in");
		}
	}

}
