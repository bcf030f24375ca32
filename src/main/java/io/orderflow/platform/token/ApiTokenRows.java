package io.orderflow.platform.token;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.optionalInstant;
import static io.orderflow.platform.Columns.utc;

/** The table of tokens. */
@Repository
class ApiTokenRows {

	/** One read: the token, that its owner is still there, and the owner's groups. */
	static final String GOOD = """
			select t.id, t.account, t.scopes, t.with_passkey, t.expires_at, t.last_used_at,
				array(select m.group_id_ from act_id_membership m where m.user_id_ = t.account) as groups
			from api_token t join act_id_user u on u.id_ = t.account
			where t.hash = :hash and t.expires_at > :now
			""";

	private final JdbcClient jdbc;

	ApiTokenRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A token that is good now. */
	record Good(UUID id, TokenOwner owner, @Nullable Instant lastUsedAt) {

	}

	Optional<Good> good(String hash, Instant now) {
		return this.jdbc.sql(GOOD)
			.param("hash", hash)
			.param("now", utc(now))
			.query((row, number) -> new Good(row.getObject("id", UUID.class),
					new TokenOwner(row.getObject("id", UUID.class), row.getString("account"), strings(row, "groups"),
							scopes(row), row.getBoolean("with_passkey"), instant(row, "expires_at")),
					optionalInstant(row, "last_used_at")))
			.optional();
	}

	/** The groups of whom a token that is still good signs in; empty where it is not. */
	Optional<Set<String>> groups(UUID id, Instant now) {
		return this.jdbc.sql("""
				select array(select m.group_id_ from act_id_membership m where m.user_id_ = t.account) as groups
				from api_token t join act_id_user u on u.id_ = t.account
				where t.id = :id and t.expires_at > :now
				""").param("id", id).param("now", utc(now)).query((row, number) -> strings(row, "groups")).optional();
	}

	/** Of many calls at once one writes, and none waits for it. */
	void used(UUID id, Instant now, Instant before) {
		this.jdbc.sql("""
				update api_token set last_used_at = :now where id = (
					select id from api_token where id = :id and (last_used_at is null or last_used_at < :before)
					for update skip locked)
				""").param("id", id).param("now", utc(now)).param("before", utc(before)).update();
	}

	/** Tokens that are made for one account at once wait for each other. */
	void lockOwner(String account) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('api_token ' || :account, 0))")
			.param("account", account)
			.query((row) -> {
			});
	}

	boolean isMade(UUID id) {
		return this.jdbc.sql("select exists (select from api_token where id = :id)")
			.param("id", id)
			.query(Boolean.class)
			.single();
	}

	int count(String account, Instant now) {
		return this.jdbc.sql("select count(*) from api_token where account = :account and expires_at > :now")
			.param("account", account)
			.param("now", utc(now))
			.query(Integer.class)
			.single();
	}

	/** Also those whose end has come, so that their owner sees why a program stands. */
	List<ApiToken> of(String account) {
		return this.jdbc.sql("""
				select id, name, beginning, scopes, created_at, expires_at, last_used_at from api_token
				where account = :account order by created_at desc, id
				""").param("account", account).query(ApiTokenRows::token).list();
	}

	void insert(String account, ApiToken token, String hash, boolean fromEnvironment, boolean withPasskey) {
		this.jdbc.sql("""
				insert into api_token (id, account, name, hash, beginning, scopes, from_environment, with_passkey,
					created_at, expires_at)
				values (:id, :account, :name, :hash, :beginning, string_to_array(:scopes, ','), :environment, :passkey,
					:now, :until)
				""")
			.param("id", token.id())
			.param("account", account)
			.param("name", token.name())
			.param("hash", hash)
			.param("beginning", token.beginning())
			.param("scopes", token.scopes().stream().map(Enum::name).collect(Collectors.joining(",")))
			.param("environment", fromEnvironment)
			.param("passkey", withPasskey)
			.param("now", utc(token.createdAt()))
			.param("until", utc(token.expiresAt()))
			.update();
	}

	/** The same token of the environment goes on. */
	boolean prolong(String account, String hash, Instant until) {
		return this.jdbc.sql("""
				update api_token set expires_at = :until where hash = :hash and account = :account and from_environment
				""").param("until", utc(until)).param("hash", hash).param("account", account).update() > 0;
	}

	/** What the environment gave before. */
	void removeOfEnvironment(String account) {
		this.jdbc.sql("delete from api_token where account = :account and from_environment")
			.param("account", account)
			.update();
	}

	void removeEnded(String account, Instant before) {
		this.jdbc.sql("delete from api_token where account = :account and expires_at < :before")
			.param("account", account)
			.param("before", utc(before))
			.update();
	}

	Optional<ApiToken> remove(String account, UUID id) {
		return this.jdbc.sql("""
				delete from api_token where id = :id and account = :account
				returning id, name, beginning, scopes, created_at, expires_at, last_used_at
				""").param("id", id).param("account", account).query(ApiTokenRows::token).optional();
	}

	private static ApiToken token(ResultSet row, int number) throws SQLException {
		return new ApiToken(row.getObject("id", UUID.class), row.getString("name"), row.getString("beginning"),
				scopes(row), instant(row, "created_at"), instant(row, "expires_at"),
				optionalInstant(row, "last_used_at"));
	}

	private static Set<TokenScope> scopes(ResultSet row) throws SQLException {
		return strings(row, "scopes").stream()
			.map(TokenScope::valueOf)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenScope.class)));
	}

	private static Set<String> strings(ResultSet row, String column) throws SQLException {
		Array array = row.getArray(column);
		return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).collect(Collectors.toSet());
	}

}
