package io.orderflow.platform.signin;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.RequestSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Repository;

/**
 * Reads who somebody is at this moment: groups and mark in one statement of the engine's
 * tables, so that they belong together. Whatever signs people in gets its principal here.
 */
@Repository
public class SignedInUsers {

	/**
	 * The mark of the user {@code u}: a digest of the password's hash and the groups.
	 * Whoever changes either, by whichever way, changes it.
	 */
	public static final String MARK = "encode(sha256(convert_to(coalesce(u.pwd_, '') || ' ' || coalesce((select"
			+ " string_agg(m.group_id_, ',' order by m.group_id_) from act_id_membership m"
			+ " where m.user_id_ = u.id_), ''), 'UTF8')), 'hex')";

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
		if (!hasMark(user, " for share of u")) {
			throw Refusal.forbidden("not-signed-in");
		}
	}

	/** Whether somebody has the password and the groups of when they signed in. */
	public boolean isPresent(SignedInUser user) {
		return hasMark(user, "");
	}

	private boolean hasMark(SignedInUser user, String lock) {
		return this.jdbc.sql("select " + MARK + " from act_id_user u where u.id_ = :id" + lock)
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
