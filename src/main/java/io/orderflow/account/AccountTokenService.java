package io.orderflow.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.utc;

/**
 * Secrets that are sent to an address, each good once and for a time. Only their hashes
 * are kept: who reads the database can use none. By hand, since Spring Security's
 * one-time tokens are kept as they are sent, and belong to accounts that are there
 * already.
 */
@Repository
class AccountTokenService {

	private static final int BYTES = 32;

	private static final Duration KEPT = Duration.ofDays(7);

	private final SecureRandom random = new SecureRandom();

	private final JdbcClient jdbc;

	AccountTokenService(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What a token is good for. */
	enum Purpose {

		REGISTRATION, RESET

	}

	/**
	 * A token that is still good.
	 *
	 * @param account whose password it resets
	 * @param registration who is to be registered, as JSON
	 */
	record Valid(UUID id, String email, @Nullable String account, @Nullable String registration) {

	}

	/** Makes a token; it is returned here and never again. */
	String issue(Purpose purpose, String email, @Nullable String account, @Nullable String registration, Instant now,
			Instant until) {
		byte[] secret = new byte[BYTES];
		this.random.nextBytes(secret);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
		// what nobody used says who somebody is: not for longer than it helps
		this.jdbc.sql("delete from account_token where expires_at < :long")
			.param("long", utc(now.minus(KEPT)))
			.update();
		this.jdbc.sql("""
				insert into account_token (id, purpose, hash, email, account, registration, issued_at, expires_at)
				values (:id, :purpose, :hash, :email, :account, :registration::jsonb, :now, :until)
				""")
			.param("id", UUID.randomUUID())
			.param("purpose", purpose.name())
			.param("hash", hash(token))
			.param("email", email)
			.param("account", account)
			.param("registration", registration)
			.param("now", utc(now))
			.param("until", utc(until))
			.update();
		return token;
	}

	/** The token if it is good now; kept from others until the transaction ends. */
	Optional<Valid> valid(Purpose purpose, String token, Instant now) {
		return this.jdbc.sql("""
				select id, email, account, registration from account_token
				where hash = :hash and purpose = :purpose and used_at is null and expires_at > :now
				for update
				""")
			.param("hash", hash(token))
			.param("purpose", purpose.name())
			.param("now", utc(now))
			.query((row, number) -> new Valid(row.getObject("id", UUID.class), row.getString("email"),
					row.getString("account"), row.getString("registration")))
			.optional();
	}

	/** Every token of the address is good no more. */
	void use(String email, Instant now) {
		this.jdbc.sql("""
				update account_token set used_at = :now where lower(email) = :email and used_at is null
				""").param("now", utc(now)).param("email", lower(email)).update();
	}

	/**
	 * How many an address was sent since then, of one purpose: neither stops the other.
	 */
	int issuedSince(Purpose purpose, String email, Instant since) {
		return this.jdbc.sql("""
				select count(*) from account_token
				where lower(email) = :email and issued_at > :since and purpose = :purpose
				""")
			.param("purpose", purpose.name())
			.param("email", lower(email))
			.param("since", utc(since))
			.query(Integer.class)
			.single();
	}

	private static String lower(String email) {
		return email.toLowerCase(Locale.ROOT);
	}

	private static String hash(String token) {
		return DigestUtils.sha256Hex(token);
	}

}
