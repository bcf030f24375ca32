package io.orderflow.platform.signin;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.RequestSource;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Repository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Reads who somebody is at this moment: groups and mark in one statement of the engine's
 * tables, so that they belong together. Whatever signs people in gets its principal here.
 */
@Repository
public class SignedInUsers {

	/**
	 * The condition that a row whose id is in {@code id} is of a user who was not
	 * removed, for statements of others, which leave the engine's tables to it.
	 */
	public static final String IS_USER = "exists (select 1 from act_id_user u where u.id_ = id)";

	/**
	 * The mark of the user {@code u}: a digest of the password's hash, the groups and the
	 * generation of sessions. Whoever changes any of them, by whichever way, changes it.
	 */
	public static final String MARK = "encode(sha256(convert_to(coalesce(u.pwd_, '') || ' ' || coalesce((select"
			+ " string_agg(m.group_id_, ',' order by m.group_id_) from act_id_membership m"
			+ " where m.user_id_ = u.id_), '') || coalesce((select ' ' || g.number from session_generation g"
			+ " where g.account = u.id_), ''), 'UTF8')), 'hex')";

	private static final String SQL = """
			select u.id_, coalesce(u.pwd_, '') pwd, %s mark,
				array(select m.group_id_ from act_id_membership m where m.user_id_ = u.id_ order by 1)::text[] groups
			from act_id_user u where u.id_ = :id
			""".formatted(MARK);

	private static final int LONGEST_BROWSER = 300;

	private final JdbcClient jdbc;

	private final Clock clock;

	SignedInUsers(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * The condition that nobody has taken a user out of a group, for statements of
	 * others. Those who were are few: asked of many rows, they are looked up once.
	 * @param user the column with the user's id
	 * @param group {@code clients} or {@code freelancers}
	 */
	public static String stillIn(String user, String group) {
		return "%s not in (select account from taken_group where group_name = '%s')".formatted(user, group);
	}

	/**
	 * Whether somebody was taken out of a group, by a process admin or with their user,
	 * and is not in it again.
	 * @param group {@code clients} or {@code freelancers}
	 */
	public boolean wasTakenOut(String id, String group) {
		return !this.jdbc.sql("select " + stillIn(":id", group)).param("id", id).query(Boolean.class).single();
	}

	/**
	 * Who signs in with the request of this thread; whoever calls has seen to it that it
	 * is them. Their groups are authorities, {@code ROLE_} and the group's id.
	 * @throws UsernameNotFoundException where nobody has the id
	 */
	public SignedInUser load(String id) {
		return find(id, null).orElseThrow(() -> new UsernameNotFoundException("no such user"));
	}

	/**
	 * Sees to it that a session is still its owner's, and stays so until the transaction
	 * ends: nobody gives the owner another password before.
	 * @throws Refusal {@code not-signed-in}
	 */
	public void checkPresent(SignedInUser user) {
		// first: of who waits the statement itself would still see the groups of before
		lock(List.of(user.getUsername()));
		if (!isPresent(user)) {
			throw Refusal.forbidden("not-signed-in");
		}
	}

	/**
	 * Keeps users as they are until the transaction ends, but for what it changes itself:
	 * their password, their groups and that they are there. One transaction after
	 * another: of those that share a lock, enough would keep out for good who ends a
	 * session.
	 */
	public void lock(Collection<String> ids) {
		this.jdbc.sql("select id_ from act_id_user where id_ in (:ids) order by id_ for no key update")
			.param("ids", ids)
			.query(String.class)
			.list();
	}

	/**
	 * Sees to it that who makes the request of this thread is still signed in, by their
	 * session or their password, until the transaction ends. For what is good beyond the
	 * session that asks for it: nothing of that kind is made after the session's end.
	 * Where the thread answers no request of theirs nothing is asked.
	 * @throws Refusal {@code not-signed-in}
	 */
	public void checkCaller() {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		if (person != null && person.getPrincipal() instanceof SignedInUser user) {
			checkPresent(user);
			sessionOfThread().filter((session) -> !isOpen(session, " for no key update")).ifPresent((ended) -> {
				throw Refusal.forbidden("not-signed-in");
			});
		}
	}

	/** The session that signs in who makes the request of this thread, by its id. */
	public static Optional<String> sessionOfThread() {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
			.filter(ServletRequestAttributes.class::isInstance)
			.map((request) -> ((ServletRequestAttributes) request).getRequest().getSession(false))
			.filter((session) -> !session.isNew() && CurrentSession.isOf(session, person))
			.map(HttpSession::getId);
	}

	/** Whether a session has not been ended, by its id. */
	public boolean isOpen(String session) {
		return isOpen(session, "");
	}

	private boolean isOpen(String session, String lock) {
		return this.jdbc.sql("select true from spring_session where session_id = :kept" + lock)
			.param("kept", SessionStatements.kept(session))
			.query(Boolean.class)
			.optional()
			.isPresent();
	}

	/** Whether somebody has the password and the groups of when they signed in. */
	public boolean isPresent(SignedInUser user) {
		return this.jdbc.sql("select " + MARK + " from act_id_user u where u.id_ = :id")
			.param("id", user.getUsername())
			.query(String.class)
			.optional()
			.filter(user.mark()::equals)
			.isPresent();
	}

	/**
	 * The same for a password that was right; empty where it is another one by now.
	 */
	Optional<SignedInUser> find(UserStore.Named named) {
		return find(named.id(), named.credential());
	}

	private Optional<SignedInUser> find(String id, @Nullable String credential) {
		RequestSource source = RequestSource.current();
		String agent = source.userAgent();
		String browser = (agent != null && agent.length() > LONGEST_BROWSER) ? agent.substring(0, LONGEST_BROWSER)
				: agent;
		return this.jdbc.sql(SQL).param("id", id).query((row, number) -> {
			if (credential != null && !credential.equals(row.getString("pwd"))) {
				return Optional.<SignedInUser>empty();
			}
			var groups = Stream.of((String[]) row.getArray("groups").getArray())
				.map((group) -> new SimpleGrantedAuthority("ROLE_" + group))
				.toList();
			return Optional.of(new SignedInUser(row.getString("id_"), groups, row.getString("mark"),
					this.clock.instant(), source.address(), browser));
		}).optional().flatMap((user) -> user);
	}

}
