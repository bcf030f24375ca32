package io.orderflow.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions that are read once a request, and do not write to the database at every
 * request only to say that there was one: when a session was last used is known to the
 * minute, which is enough for one that ends after hours. By hand, since Spring Session
 * has no setting for either; measured on 28 November 2026, every request of its own
 * filter took three statements for the session, one of them an update with a commit of
 * its own, where this takes one: two of the twelve that a page may take.
 *
 * @param <S> the session that is kept
 */
class SparingSessions<S extends Session> implements SessionRepository<SparingSessions.Sparing<S>> {

	/** Spring Session makes no others. */
	private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

	private static final Duration TO_THE = Duration.ofMinutes(1);

	private final SessionRepository<S> sessions;

	private final Predicate<Session> goesOn;

	private final ThreadLocal<@Nullable Sparing<S>> read = new ThreadLocal<>();

	/**
	 * @param goesOn whether a session that was read may be used; one that may not is
	 * ended
	 */
	SparingSessions(SessionRepository<S> sessions, Predicate<Session> goesOn) {
		this.sessions = sessions;
		this.goesOn = goesOn;
	}

	@Override
	public Sparing<S> createSession() {
		return new Sparing<>(this.sessions.createSession());
	}

	@Override
	public void save(Sparing<S> session) {
		this.sessions.save(session.kept);
	}

	/** None where a cookie holds what is no id at all: the database is not asked. */
	@Override
	public @Nullable Sparing<S> findById(String id) {
		if (!ID.matcher(id).matches()) {
			return null;
		}
		Sparing<S> before = this.read.get();
		if (before != null && before.getId().equals(id)) {
			return before;
		}
		S found = this.sessions.findById(id);
		if (found == null) {
			return null;
		}
		if (!this.goesOn.test(found)) {
			// not removed: who has just changed the password here is about to renew it
			return null;
		}
		Sparing<S> session = new Sparing<>(found);
		this.read.set(session);
		return session;
	}

	@Override
	public void deleteById(String id) {
		this.read.remove();
		this.sessions.deleteById(id);
	}

	/** The thread's request is over: the next one reads anew. */
	void forget() {
		this.read.remove();
	}

	static final class Sparing<S extends Session> implements Session {

		private final S kept;

		private Sparing(S kept) {
			this.kept = kept;
		}

		@Override
		public String getId() {
			return this.kept.getId();
		}

		@Override
		public String changeSessionId() {
			return this.kept.changeSessionId();
		}

		@Override
		public <T> @Nullable T getAttribute(String name) {
			return this.kept.getAttribute(name);
		}

		@Override
		public Set<String> getAttributeNames() {
			return this.kept.getAttributeNames();
		}

		@Override
		public void setAttribute(String name, @Nullable Object value) {
			this.kept.setAttribute(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.kept.removeAttribute(name);
		}

		@Override
		public Instant getCreationTime() {
			return this.kept.getCreationTime();
		}

		@Override
		public void setLastAccessedTime(Instant time) {
			if (Duration.between(this.kept.getLastAccessedTime(), time).compareTo(TO_THE) >= 0) {
				this.kept.setLastAccessedTime(time);
			}
		}

		@Override
		public Instant getLastAccessedTime() {
			return this.kept.getLastAccessedTime();
		}

		@Override
		public void setMaxInactiveInterval(Duration interval) {
			this.kept.setMaxInactiveInterval(interval);
		}

		@Override
		public Duration getMaxInactiveInterval() {
			return this.kept.getMaxInactiveInterval();
		}

		@Override
		public boolean isExpired() {
			return this.kept.isExpired();
		}

	}

}
