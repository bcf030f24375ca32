package io.orderflow.account;

import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.utc;

/**
 * What was asked for by mail, and the hashes of the secrets that were sent for it.
 * Addresses are compared as the database spells them small on both sides: in some locales
 * it leaves letters with accents as they are, and Java does not.
 */
@Repository
class AccountTokenRows {

	private final JdbcClient jdbc;

	AccountTokenRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * What is asked for.
	 *
	 * @param account whose password or address it is about
	 * @param registration who is to be registered, as JSON
	 * @param until as long after {@code now} as a secret is good after it was sent
	 */
	record Asked(AccountTokenService.Purpose purpose, String email, @Nullable String account,
			@Nullable String registration, Instant now, Instant until) {

	}

	void insert(UUID id, Asked asked) {
		this.jdbc.sql("""
				insert into account_token (id, purpose, email, account, registration, issued_at, expires_at)
				values (:id, :purpose, :email, :account, :registration::jsonb, :now, :until)
				""")
			.param("id", id)
			.param("purpose", asked.purpose().name())
			.param("email", asked.email())
			.param("account", asked.account())
			.param("registration", asked.registration())
			.param("now", utc(asked.now()))
			.param("until", utc(asked.until()))
			.update();
	}

	/** Removes what ended before then, with its secrets. */
	void removeEnded(Instant before) {
		this.jdbc.sql("delete from account_token where expires_at < :before").param("before", utc(before)).update();
	}

	/**
	 * Adds a secret, good from now on for as long as the token was to be.
	 * @return whether it was added; not where the token is used up, or good for nothing
	 */
	boolean addSecret(UUID token, String hash, Instant now) {
		return this.jdbc.sql("""
				insert into account_token_secret (hash, token_id, expires_at)
				select :hash, id, :now::timestamptz + (expires_at - issued_at) from account_token
				where id = :token and used_at is null and expires_at > issued_at
				""").param("hash", hash).param("now", utc(now)).param("token", token).update() > 0;
	}

	/** Locks the token until the transaction ends. */
	Optional<AccountTokenService.Valid> valid(AccountTokenService.Purpose purpose, String hash, Instant now) {
		return this.jdbc.sql("""
				select t.id, t.email, t.account, t.registration
				from account_token_secret s join account_token t on t.id = s.token_id
				where s.hash = :hash and s.expires_at > :now and t.purpose = :purpose and t.used_at is null
				for update of t
				""")
			.param("hash", hash)
			.param("purpose", purpose.name())
			.param("now", utc(now))
			.query((row, number) -> new AccountTokenService.Valid(row.getObject("id", UUID.class),
					row.getString("email"), row.getString("account"), row.getString("registration")))
			.optional();
	}

	/** The address of a token that was used. */
	Optional<String> usedFor(AccountTokenService.Purpose purpose, String hash) {
		return this.jdbc.sql("""
				select t.email from account_token_secret s join account_token t on t.id = s.token_id
				where s.hash = :hash and t.purpose = :purpose and t.used_at is not null
				""").param("hash", hash).param("purpose", purpose.name()).query(String.class).optional();
	}

	void use(String email, Instant now) {
		this.jdbc.sql("""
				update account_token set used_at = :now where lower(email) = lower(:email) and used_at is null
				""").param("now", utc(now)).param("email", email).update();
	}

	void useAllOf(String account, Instant now) {
		this.jdbc.sql("update account_token set used_at = :now where account = :account and used_at is null")
			.param("now", utc(now))
			.param("account", account)
			.update();
	}

	/** Those of one account, where one is given. */
	int issuedSince(AccountTokenService.Purpose purpose, String email, @Nullable String account, Instant since) {
		return this.jdbc.sql("""
				select count(*) from account_token
				where lower(email) = lower(:email) and issued_at > :since and purpose = :purpose
				and (:account::text is null or account = :account)
				""")
			.param("account", account, Types.VARCHAR)
			.param("purpose", purpose.name())
			.param("email", email)
			.param("since", utc(since))
			.query(Integer.class)
			.single();
	}

}
