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
 * wait: longer and longer, but never for good. What is counted is a sender's attempts on
 * one account, so that a stranger pauses nobody but himself. A sender's attempts on all
 * accounts count too, but not for an account that has signed in from there before; and
 * when many senders try one account, each of them may try less. A name that nobody has is
 * counted like any other.
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
	 * @param pause what follows if it was wrong; null for nothing
	 */
	record Attempt(String pair, String account, @Nullable String sender, @Nullable Duration pause) {

	}

	/**
	 * Counts an attempt before it is looked at.
	 * @param account an id, or what was typed where nobody has that name
	 * @throws SignInPausedException while the sender has to wait
	 */
	Attempt begin(String account, Sender sender) {
		Attempt attempt = this.transaction.execute((tx) -> count(account, sender));
		if (attempt == null) {
			throw new IllegalStateException("counted nothing");
		}
		return attempt;
	}

	private Attempt count(String account, Sender sender) {
		Optional<String> known = this.senders.known(account, sender);
		String ofAccount = Digests.sha256("account", account);
		// in the same order for everyone: no two wait for each other
		int all = add(ofAccount, NO_BOUND).failures();
		String ofSender = known.isPresent() ? null : Digests.sha256("sender", sender.address());
		if (ofSender != null) {
			add(ofSender, this.settings.failuresOfSender());
		}
		boolean tight = known.isEmpty() && all > this.settings.failuresOfAccount();
		String pair = Digests.sha256("pair", account, known.orElse(sender.address()));
		Counted counted = add(pair, tight ? 1 : this.settings.failures());
		return new Attempt(pair, ofAccount, ofSender, counted.pause());
	}

	private record Counted(int failures, @Nullable Duration pause) {

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
			return new Counted(failures, null);
		}
		this.jdbc.sql("update sign_in_failure set paused_until = :until where key = :key")
			.param("key", key)
			.param("until", utc(now.plus(pause)))
			.update();
		return new Counted(failures, pause);
	}

	private Instant pausedUntil(String key, Instant now) {
		return this.jdbc.sql("select paused_until from sign_in_failure where key = :key")
			.param("key", key)
			.query((row, number) -> Columns.optionalInstant(row, "paused_until"))
			.optional()
			.orElse(now.plus(this.settings.firstPause()));
	}

	/** The attempt was right: nothing of this sender on this account counts any more. */
	void right(Attempt attempt) {
		this.transaction.executeWithoutResult((tx) -> {
			takeBack(attempt.account());
			if (attempt.sender() != null) {
				takeBack(attempt.sender());
			}
			this.jdbc.sql("delete from sign_in_failure where key = :key").param("key", attempt.pair()).update();
		});
	}

	/** The attempt was not looked at. */
	void notTried(Attempt attempt) {
		this.transaction.executeWithoutResult((tx) -> {
			takeBack(attempt.account());
			if (attempt.sender() != null) {
				takeBack(attempt.sender());
			}
			takeBack(attempt.pair());
		});
	}

	private void takeBack(String key) {
		this.jdbc.sql(
				"update sign_in_failure set failures = greatest(failures - 1, 0), paused_until = null where key = :key")
			.param("key", key)
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
