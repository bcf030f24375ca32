package io.orderflow.platform.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/**
 * Records who came in and what was done by those who may do much. What is recorded within
 * a transaction commits with it, or not at all; outside of one it stands by itself. Never
 * give it a secret: no password, no token beyond its prefix, no body of a request, and
 * for a stranger not what was typed as a name, which may be a password.
 */
@Service
public class AuditTrail {

	private static final int LONGEST_WHO = 64;

	private static final int LONGEST_ABOUT = 200;

	private static final int LONGEST_DETAIL = 500;

	private final AuditRows rows;

	private final Clock clock;

	AuditTrail(AuditRows rows, Clock clock) {
		this.rows = rows;
		this.clock = clock;
	}

	/**
	 * Records what whoever is signed in on this thread has done.
	 * @param about whom or what it was done to: an account, an order's number, a token's
	 * name
	 * @param detail one line in English; null where the kind says everything
	 */
	public void record(AuditKind kind, @Nullable String about, @Nullable String detail) {
		record(kind, signedIn(), about, detail);
	}

	/**
	 * The same of somebody who may not be signed in, or not yet.
	 * @param who null for a stranger, and for the application itself
	 */
	public void record(AuditKind kind, @Nullable String who, @Nullable String about, @Nullable String detail) {
		RequestSource source = RequestSource.current();
		String way = (source.way() != null) ? source.way().name() : null;
		this.rows.add(new AuditEvent(UUID.randomUUID(), this.clock.instant().truncatedTo(ChronoUnit.MICROS), kind,
				line(who, LONGEST_WHO), line(about, LONGEST_ABOUT), line(source.address(), LONGEST_WHO), way,
				line(detail, LONGEST_DETAIL)));
	}

	/**
	 * A page of what was recorded, the newest first. For process admins only, which the
	 * page and the API see to.
	 * @throws io.orderflow.platform.Refusal {@code bad-cursor}
	 */
	public Page<AuditEvent> page(AuditFilter filter, @Nullable String cursor, @Nullable Integer limit) {
		int size = Cursor.limit(limit);
		Cursor after = Cursor.decode(cursor).orElse(Cursor.NEWEST);
		return Page.of(this.rows.page(filter, after, size + 1), size, (event) -> new Cursor(event.at(), event.id()));
	}

	private static @Nullable String signedIn() {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		return (person != null && person.isAuthenticated() && !(person instanceof AnonymousAuthenticationToken))
				? person.getName() : null;
	}

	/** In one line, however it was sent. */
	private static @Nullable String line(@Nullable String text, int longest) {
		if (text == null) {
			return null;
		}
		String line = text.replaceAll("\\p{Cntrl}", " ");
		return line.substring(0, line.offsetByCodePoints(0, Math.min(longest, line.codePointCount(0, line.length()))));
	}

}
