package io.orderflow.platform.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * Which sessions still sign somebody in: those whose owner has the password and the
 * groups of when the session began, and which are not too old. The statement that reads a
 * session reads the owner's present mark with it, so that every request knows, on every
 * node, whoever changed what, and none asks twice.
 */
@Component
public class PresentSessions {

	/** The attribute that the present mark of the session's owner is read as. */
	static final String PRESENT = "orderflow.mark";

	/** The attribute that the handle of a session is read as, by its owner alone. */
	static final String HANDLE = "orderflow.handle";

	private final SessionSettings settings;

	private final Clock clock;

	PresentSessions(SessionSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
	}

	/** Whom a session signs in; empty for a stranger's. */
	public static Optional<Authentication> authentication(Session session) {
		SecurityContext context = session
			.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
		return Optional.ofNullable(context).map(SecurityContext::getAuthentication);
	}

	/**
	 * By what an owner ends a session that was found by them. Not what is kept of the id:
	 * that would end the session of whoever it is.
	 */
	public static String handle(Session session) {
		return session.getRequiredAttribute(HANDLE);
	}

	/** Whether a session that was just read may go on. */
	public boolean goesOn(Session session) {
		return authentication(session).map((person) -> isPresent(person, session)).orElse(true);
	}

	/**
	 * When whoever signed in with a password or a passkey is signed in no more, however
	 * much they do.
	 */
	public Instant end(SignedInUser user) {
		return user.since().plus(this.settings.longest());
	}

	private boolean isPresent(Authentication person, Session session) {
		return person.getPrincipal() instanceof SignedInUser user && user.mark().equals(session.getAttribute(PRESENT))
				&& this.clock.instant().isBefore(end(user));
	}

}
