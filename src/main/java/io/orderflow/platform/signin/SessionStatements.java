package io.orderflow.platform.signin;

/**
 * The statements with which sessions are kept. Of a session's id, which its cookie holds,
 * only the SHA-256 is: whoever reads the database opens none. An id has 122 random bits,
 * so that nobody finds it by trying. Made here and not by Spring Session, which keeps the
 * id as it is.
 */
public final class SessionStatements {

	private static final String HASH = "encode(sha256(convert_to(%s, 'UTF8')), 'hex')";

	/** Spring Session's own, but for the hash. */
	public static final String CREATE = """
			insert into spring_session (primary_id, session_id, creation_time, last_access_time,
				max_inactive_interval, expiry_time, principal_name)
			values (?, %s, ?, ?, ?, ?, ?)
			""".formatted(HASH.formatted("?"));

	/** Spring Session's own, but for the hash. */
	public static final String UPDATE = """
			update spring_session set session_id = %s, last_access_time = ?, max_inactive_interval = ?,
				expiry_time = ?, principal_name = ?
			where primary_id = ?
			""".formatted(HASH.formatted("?"));

	/**
	 * Two requests of one session may keep the same attribute for the first time: who is
	 * second keeps theirs, instead of failing.
	 */
	public static final String CREATE_ATTRIBUTE = """
			insert into spring_session_attributes (session_primary_id, attribute_name, attribute_bytes)
			values (?, ?, ?)
			on conflict (session_primary_id, attribute_name) do update set attribute_bytes = excluded.attribute_bytes
			""";

	/**
	 * Ends a session by its id, or by what is kept of it, which is all that is known of
	 * the sessions of an account.
	 */
	public static final String DELETE = """
			with asked as (select ?::text as id)
			delete from spring_session s using asked where s.session_id in (asked.id, %s)
				and s.max_inactive_interval >= 0
			""".formatted(HASH.formatted("asked.id"));

	/**
	 * Takes an attribute of a session away, by the session's id. Of several at once one
	 * finds it.
	 */
	public static final String TAKE_ATTRIBUTE = """
			delete from spring_session_attributes a using spring_session s
			where s.session_id = %s and a.session_primary_id = s.primary_id and a.attribute_name = ?
			""".formatted(HASH.formatted("?"));

	/** A Java string of 64 letters begins so when it is serialized. */
	private static final String SERIALIZED = "'\\xaced0005740040'::bytea";

	private static final String READ = """
			with asked as (select ?::text as id)
			select s.primary_id, %s as session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
				a.attribute_name, a.attribute_bytes
			from asked join spring_session s on s.%s left join lateral (
				select attribute_name, attribute_bytes from spring_session_attributes
				where session_primary_id = s.primary_id
				union all
				select '%s', %s || convert_to(%s, 'UTF8') from act_id_user u where u.id_ = s.principal_name
				%s
			) a on true
			""";

	/** Of what stays the same however often the session's id changes. */
	private static final String HANDLE = HASH.formatted("'session ' || %s.primary_id");

	/** Reads the session of an id, and its owner's present mark with it. */
	public static final String BY_ID = read("asked.id", "session_id = " + HASH.formatted("asked.id"), "");

	/**
	 * Reads the sessions of an account, with what is kept of the id in place of it, and
	 * with the handles by which their owner ends them.
	 */
	public static final String BY_OWNER = read("s.session_id", "principal_name = asked.id",
			"union all select '%s', %s || convert_to(%s, 'UTF8')".formatted(PresentSessions.HANDLE, SERIALIZED,
					HANDLE.formatted("s")));

	/** Ends all sessions of an account. */
	public static final String END_ALL = "delete from spring_session where principal_name = ?";

	/** Ends the session of an account that has a handle. */
	public static final String END = "delete from spring_session s where s.principal_name = ? and %s = ?"
		.formatted(HANDLE.formatted("s"));

	/**
	 * Ends all sessions of an account but the one that has an id, in one statement: none
	 * gets away by changing its own meanwhile.
	 */
	public static final String END_OTHERS = """
			delete from spring_session s where s.principal_name = ? and s.primary_id is distinct from
				(select kept.primary_id from spring_session kept where kept.session_id = %s)
			""".formatted(HASH.formatted("?::text"));

	/** Gives an account another mark, so that no session has it that began before. */
	public static final String NEXT_GENERATION = """
			insert into session_generation (account, number) values (?, 1)
			on conflict (account) do update set number = session_generation.number + 1
			""";

	private SessionStatements() {
	}

	private static String read(String id, String condition, String more) {
		return READ.formatted(id, condition, PresentSessions.PRESENT, SERIALIZED, SignedInUsers.MARK, more);
	}

	/** What is kept of a session's id. */
	public static String kept(String id) {
		return Digests.sha256(id);
	}

}
