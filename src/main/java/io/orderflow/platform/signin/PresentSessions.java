package io.orderflow.platform.signin;

import java.time.Clock;
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
	private static final String PRESENT = "orderflow.mark";

	/** A Java string of 64 letters begins so when it is serialized. */
	private static final String SERIALIZED = "'\\xaced0005740040'::bytea";

	private static final String SQL = """
			select s.primary_id, s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
				a.attribute_name, a.attribute_bytes
			from spring_session s left join lateral (
				select attribute_name, attribute_bytes from spring_session_attributes
				where session_primary_id = s.primary_id
				union all
				select '%s', %s || convert_to(%s, 'UTF8') from act_id_user u where u.id_ = s.principal_name
			) a on true
			where s.%s = ?
			""";

	private final SessionSettings settings;

	private final Clock clock;

	PresentSessions(SessionSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * The statement that reads sessions.
	 * @param column by which they are found: {@code session_id} or {@code principal_name}
	 */
	public static String sql(String column) {
		return SQL.formatted(PRESENT, SERIALIZED, SignedInUsers.MARK, column);
	}

	/** Whom a session signs in; empty for a stranger's. */
	public static Optional<Authentication> authentication(Session session) {
		SecurityContext context = session
			.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
		return Optional.ofNullable(context).map(SecurityContext::getAuthentication);
	}

	/** What a session is called where its id would open it. */
	public static String handle(String sessionId) {
		return Digests.sha256("session", sessionId);
	}

	/** Whether a session that was just read may go on. */
	public boolean goesOn(Session session) {
		return authentication(session).map((person) -> isPresent(person, session)).orElse(true);
	}

	private boolean isPresent(Authentication person, Session session) {
		return person.getPrincipal() instanceof SignedInUser user && user.mark().equals(session.getAttribute(PRESENT))
				&& this.clock.instant().isBefore(user.since().plus(this.settings.longest()));
	}

}
