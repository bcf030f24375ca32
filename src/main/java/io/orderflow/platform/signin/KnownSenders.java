package io.orderflow.platform.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.utc;

/** The browsers and addresses that accounts have signed in from. */
@Repository
class KnownSenders {

	/** Longer than the cookie of a browser lives. */
	static final Duration KEPT = Duration.ofDays(400);

	/** The more there are, the more of them are long gone. */
	private static final int MOST_OF_ACCOUNT = 50;

	private final JdbcClient jdbc;

	private final Clock clock;

	KnownSenders(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The browser or else the address, where the account has signed in from it. */
	Optional<String> known(String account, Sender sender) {
		List<String> asked = Stream.of(Optional.ofNullable(sender.browser()), Optional.of(sender.address()))
			.flatMap(Optional::stream)
			.toList();
		return this.jdbc
			.sql("select sender from known_sender where account = :account and sender in (:senders)"
					+ " order by browser desc limit 1")
			.param("account", account)
			.param("senders", asked)
			.query(String.class)
			.optional();
	}

	/** The account that last signed in with the sender's browser, if any has. */
	Optional<String> accountOf(Sender sender) {
		return (sender.browser() != null) ? this.jdbc.sql("""
				select account from known_sender where sender = :browser and browser
				order by last_at desc, account limit 1
				""").param("browser", sender.browser()).query(String.class).optional() : Optional.empty();
	}

	/** Whether the account has ever signed in with a browser. */
	boolean hasBrowser(String account) {
		return this.jdbc.sql("select exists (select from known_sender where account = :account and browser)")
			.param("account", account)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Notes that somebody signed in from there.
	 * @return whether it was for the first time
	 */
	boolean note(String account, String sender, boolean browser) {
		Instant now = this.clock.instant();
		boolean first = this.jdbc.sql("""
				insert into known_sender (account, sender, browser, first_at, last_at)
				values (:account, :sender, :browser, :now, :now)
				on conflict (account, sender) do update set last_at = excluded.last_at
				returning first_at = last_at and xmax = 0
				""")
			.param("account", account)
			.param("sender", sender)
			.param("browser", browser)
			.param("now", utc(now))
			.query(Boolean.class)
			.single();
		if (first) {
			this.jdbc.sql("""
					delete from known_sender where account = :account and sender in (
						select sender from known_sender where account = :account order by last_at desc offset :most)
					""").param("account", account).param("most", MOST_OF_ACCOUNT).update();
		}
		return first;
	}

	/** Removes what nobody has signed in from for long. */
	void forget() {
		this.jdbc.sql("delete from known_sender where last_at < :long")
			.param("long", utc(this.clock.instant().minus(KEPT)))
			.update();
	}

}
