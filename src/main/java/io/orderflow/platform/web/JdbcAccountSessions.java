package io.orderflow.platform.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.signin.BrowserName;
import io.orderflow.platform.signin.PresentSessions;
import io.orderflow.platform.signin.SessionSettings;
import io.orderflow.platform.signin.SessionStatements;
import io.orderflow.platform.signin.SignedInUser;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Sessions are rows, so that any node can end them. The id of one that was found by its
 * owner is what is kept of it, see {@link SessionStatements}.
 */
@Component
class JdbcAccountSessions implements AccountSessions {

	private static final String SIGNED_IN = JdbcAccountSessions.class.getName() + ".signedIn";

	private final FindByIndexNameSessionRepository<? extends Session> sessions;

	private final PresentSessions present;

	private final SessionSettings settings;

	private final JdbcOperations jdbc;

	private final ApplicationEventPublisher events;

	JdbcAccountSessions(FindByIndexNameSessionRepository<? extends Session> sessions, PresentSessions present,
			SessionSettings settings, JdbcOperations jdbc, ApplicationEventPublisher events) {
		this.sessions = sessions;
		this.present = present;
		this.settings = settings;
		this.jdbc = jdbc;
		this.events = events;
	}

	@Override
	public void endAll(String account) {
		this.jdbc.update(SessionStatements.END_ALL, account);
		this.events.publishEvent(new OthersEnded(account));
	}

	@Override
	public List<OpenSession> of(String account, @Nullable String current) {
		String kept = kept(current);
		return present(account).map((session) -> shown(session, kept)).toList();
	}

	@Override
	public boolean end(String account, String handle) {
		return this.jdbc.update(SessionStatements.END, account, handle) > 0;
	}

	@Override
	public int endOthers(String account, @Nullable String current) {
		int ended = this.jdbc.update(SessionStatements.END_OTHERS, account, current);
		this.events.publishEvent(new OthersEnded(account));
		return ended;
	}

	@Override
	public void endEarlier(String account, @Nullable String current) {
		this.jdbc.update(SessionStatements.NEXT_GENERATION, account);
		endOthers(account, current);
	}

	@Override
	public boolean take(String session, String attribute) {
		return this.jdbc.update(SessionStatements.TAKE_ATTRIBUTE, session, attribute) > 0;
	}

	/** Notes who signs in, for when the session is kept. */
	@EventListener
	void signedIn(AuthenticationSuccessEvent event) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request != null && RequestSource.current().way() == RequestSource.Way.PAGE) {
			request.setAttribute(SIGNED_IN, event.getAuthentication().getName(), RequestAttributes.SCOPE_REQUEST);
		}
	}

	/**
	 * Whoever has signed in once more than allowed ends what was not used for longest. Of
	 * many at once the last sees the sessions of all.
	 */
	void keepFew(HttpServletRequest request) {
		if (request.getAttribute(SIGNED_IN) instanceof String account) {
			present(account).skip(this.settings.perAccount())
				.toList()
				.forEach((session) -> end(account, PresentSessions.handle(session)));
		}
	}

	private Stream<? extends Session> present(String account) {
		return this.sessions.findByPrincipalName(account)
			.values()
			.stream()
			.filter((session) -> !session.isExpired() && this.present.goesOn(session))
			.sorted(Comparator.<Session, Instant>comparing(Session::getLastAccessedTime)
				.thenComparing(Session::getId)
				.reversed());
	}

	private static @Nullable String kept(@Nullable String current) {
		return (current != null) ? SessionStatements.kept(current) : null;
	}

	private static OpenSession shown(Session session, @Nullable String kept) {
		SignedInUser user = (SignedInUser) PresentSessions.authentication(session).orElseThrow().getPrincipal();
		return new OpenSession(PresentSessions.handle(session), user.since(), session.getLastAccessedTime(),
				user.address(), BrowserName.of(user.browser()), session.getId().equals(kept));
	}

}
