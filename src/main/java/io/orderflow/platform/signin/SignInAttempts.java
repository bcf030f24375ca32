package io.orderflow.platform.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.orderflow.platform.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import static io.orderflow.platform.Columns.utc;

/**
 * Counts the passwords that are tried, on all nodes, and makes whoever tries too many
 * wait: longer and longer, but never for good. What is counted is a sender's attempts
 * under one name, so that a stranger pauses nobody but himself. A sender's attempts under
 * all names count too, but not for an account that has signed in from there before; and
 * when many senders try one name, each of them may try less. A name that nobody has is
 * counted like any other.
 *
 * <p>
 * An id and an address count apart, also where they are one person's, or a pause would
 * tell that they are. Whoever takes turns with the two has ten free attempts, not five,
 * and twice as many afterwards until the bound of a sender, which is one for all names,
 * leaves one attempt to a longest pause: some thirty more, once. Many senders have the
 * free attempts of both names. That is no more than as many senders again would bring,
 * and nothing against a password that keeps the rules.
 *
 * <p>
 * An attempt counts before it is looked at, and is taken back where it was right: of many
 * at once, no more are looked at than of many one after another. By hand: Bucket4j keeps
 * its buckets in one JVM, and its PostgreSQL store has rows of bytes that no statement of
 * ours can read.
 */
@Service
class SignInAttempts {

	/** Beyond any number of failures. */
	private static final int NO_BOUND = Integer.MAX_VALUE;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final KnownSenders senders;

	private final SignInSettings settings;

	private final Clock clock;

	SignInAttempts(JdbcClient jdbc, TransactionTemplate transaction, KnownSenders senders, SignInSettings settings,
			Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.senders = senders;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * An attempt that is being looked at.
	 *
	 * @param pair of its sender under this name
	 * @param all under this name
	 * @param sender of all names; null for a known one
	 */
	record Attempt(Counted pair, Counted all, @Nullable Counted sender) {

		/** What follows if it was wrong; null for nothing. */
		@Nullable Duration pause() {
			return this.pair.pause();
		}

		/** Whether the account has signed in from there before. */
		boolean known() {
			return this.sender == null;
		}

	}

	/**
	 * What an attempt has added to one count.
	 *
	 * @param pause that it began; null for none
	 * @param until when that ends
	 */
	private record Counted(String key, int failures, @Nullable Duration pause, @Nullable Instant until) {

	}

	/**
	 * Counts an attempt before it is looked at.
	 * @param name as it was typed, in one spelling
	 * @param account whom it means, or the name where nobody has it: known senders are
	 * known by that
	 * @throws SignInPausedException while the sender has to wait
	 */
	Attempt begin(String name, String account, Sender sender) {
		Attempt attempt = this.transaction.execute((tx) -> count(name, account, sender));
		if (attempt == null) {
			throw new IllegalStateException("counted nothing");
		}
		return attempt;
	}

	private Attempt count(String name, String account, Sender sender) {
		Optional<String> known = this.senders.known(account, sender);
		// in the same order for everyone: no two wait for each other
		Counted ofAll = add(Digests.sha256("account", name), NO_BOUND);
		Counted ofSender = known.isPresent() ? null
				: add(Digests.sha256("sender", sender.address()), this.settings.failuresOfSender());
		boolean tight = known.isEmpty() && ofAll.failures() > this.settings.failuresOfAccount();
		Counted ofPair = add(Digests.sha256("pair", name, known.orElse(sender.address())),
				tight ? 1 : this.settings.failures());
		return new Attempt(ofPair, ofAll, ofSender);
	}

	private Counted add(String key, int free) {
		Instant now = this.clock.instant();
		int failures = this.jdbc.sql("""
				insert into sign_in_failure (key, failures, last_at) values (:key, 1, :now)
				on conflict (key) do update set last_at = excluded.last_at,
					failures = case when sign_in_failure.last_at < :forgotten then 1
						else least(sign_in_failure.failures + 1, 1000000) end
				where sign_in_failure.paused_until is null or sign_in_failure.paused_until <= :now
				returning failures
				""")
			.param("key", key)
			.param("now", utc(now))
			.param("forgotten", utc(now.minus(this.settings.forgottenAfter())))
			.query(Integer.class)
			.optional()
			.orElseThrow(() -> new SignInPausedException(Duration.between(now, pausedUntil(key, now))));
		Duration pause = this.settings.pause(failures, free);
		if (pause.isZero()) {
			return new Counted(key, failures, null, null);
		}
		Instant until = now.plus(pause);
		this.jdbc.sql("update sign_in_failure set paused_until = :until where key = :key")
			.param("key", key)
			.param("until", utc(until))
			.update();
		return new Counted(key, failures, pause, until);
	}

	private Instant pausedUntil(String key, Instant now) {
		return this.jdbc.sql("select paused_until from sign_in_failure where key = :key")
			.param("key", key)
			.query((row, number) -> Columns.optionalInstant(row, "paused_until"))
			.optional()
			.orElse(now.plus(this.settings.firstPause()));
	}

	/** The attempt was right: nothing of this sender under this name counts any more. */
	void right(Attempt attempt) {
		this.transaction.executeWithoutResult((tx) -> {
			takeBack(attempt.all());
			if (attempt.sender() != null) {
				takeBack(attempt.sender());
			}
			this.jdbc.sql("delete from sign_in_failure where key = :key").param("key", attempt.pair().key()).update();
		});
	}

	/**
	 * The attempt was not looked at, for want of a place. It counts for its sender, who
	 * is paused for taking all places as for trying all passwords; nobody else suffers.
	 */
	void notTried(Attempt attempt) {
		this.transaction.executeWithoutResult((tx) -> {
			takeBack(attempt.all());
			takeBack(attempt.pair());
		});
	}

	/** What this attempt has added, and no pause that another one began meanwhile. */
	private void takeBack(Counted counted) {
		this.jdbc.sql("""
				update sign_in_failure set failures = greatest(failures - 1, 0),
					paused_until = nullif(paused_until, cast(:until as timestamptz))
				where key = :key
				""")
			.param("key", counted.key())
			.param("until", (counted.until() != null) ? utc(counted.until()) : null)
			.update();
	}

	/** Removes what counts no more. */
	@Scheduled(initialDelayString = "PT7M", fixedDelayString = "PT1H")
	void forget() {
		this.jdbc.sql("delete from sign_in_failure where last_at < :forgotten")
			.param("forgotten", utc(this.clock.instant().minus(this.settings.forgottenAfter())))
			.update();
		this.senders.forget();
	}

}
