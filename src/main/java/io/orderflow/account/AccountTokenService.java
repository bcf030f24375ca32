package io.orderflow.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.RandomSecret;
import io.orderflow.platform.signin.SignedInUsers;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is asked for with a link that is sent to an address, good once and for a time. The
 * secret of the link is made when its mail is sent, and only its hash is kept: who reads
 * the database can use none, also while the mail waits for the mail server. By hand,
 * since Spring Security's one-time tokens are kept as they are sent, and belong to
 * accounts that are there already.
 */
@Service
public class AccountTokenService {

	private static final Duration KEPT = Duration.ofDays(7);

	private final AccountTokenRows rows;

	private final SignedInUsers users;

	private final Clock clock;

	AccountTokenService(AccountTokenRows rows, SignedInUsers users, Clock clock) {
		this.rows = rows;
		this.users = users;
		this.clock = clock;
	}

	/** What a token is good for. */
	enum Purpose {

		REGISTRATION, RESET, EMAIL

	}

	/**
	 * A token that is still good.
	 *
	 * @param account whose password or address it changes
	 * @param registration who is to be registered, as JSON
	 */
	record Valid(UUID id, String email, @Nullable String account, @Nullable String registration) {

	}

	/**
	 * Makes a token whose secrets are good for so long after they are sent; for no time,
	 * where it is to be good for nothing and the same work is to be done.
	 * @throws Refusal {@code not-signed-in} where who asks was signed in, and is no more
	 */
	UUID issue(Purpose purpose, String email, @Nullable String account, @Nullable String registration,
			Duration goodFor) {
		this.users.checkCaller();
		Instant now = this.clock.instant();
		// what nobody used says who somebody is: not for longer than it helps
		this.rows.removeEnded(now.minus(KEPT));
		UUID id = UUID.randomUUID();
		this.rows.insert(id, new AccountTokenRows.Asked(purpose, email, account, registration, now, now.plus(goodFor)));
		return id;
	}

	/**
	 * Makes a secret of a token, for whoever sends its mail: a new one for each attempt.
	 * It is returned here and never again, and its hash is kept whatever becomes of the
	 * caller's transaction, since the mail may arrive all the same.
	 * @return empty where the token is of no use, or no more
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public Optional<String> newSecret(UUID token) {
		String secret = RandomSecret.make();
		return this.rows.addSecret(token, hash(secret), this.clock.instant()) ? Optional.of(secret) : Optional.empty();
	}

	/** The token if it is good now; kept from others until the transaction ends. */
	Optional<Valid> valid(Purpose purpose, String secret) {
		return this.rows.valid(purpose, hash(secret), this.clock.instant());
	}

	/** The address that a used token was sent to; empty of one that nobody used. */
	Optional<String> usedFor(Purpose purpose, String secret) {
		return this.rows.usedFor(purpose, hash(secret));
	}

	/** Every token of the address is good no more. */
	void use(String email) {
		this.rows.use(email, this.clock.instant());
	}

	/**
	 * Every token that an account has asked for is good no more, whichever address it was
	 * sent to.
	 */
	void useAllOf(String account) {
		this.rows.useAllOf(account, this.clock.instant());
	}

	/**
	 * How many an address was sent lately, of one purpose: neither stops the other.
	 */
	int issuedWithin(Duration time, Purpose purpose, String email) {
		return this.rows.issuedSince(purpose, email, null, this.clock.instant().minus(time));
	}

	/** The same of those that one account has asked for: no other stops it. */
	int issuedWithin(Duration time, Purpose purpose, String email, String account) {
		return this.rows.issuedSince(purpose, email, account, this.clock.instant().minus(time));
	}

	private static String hash(String secret) {
		return DigestUtils.sha256Hex(secret);
	}

}
