package io.orderflow.platform.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.orderflow.platform.Columns;
import io.orderflow.platform.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

import static io.orderflow.platform.Columns.utc;

/**
 * Counts what anybody may ask for, by sender, on all nodes. A sender is an account where
 * one is signed in; where none is, the browsers of the one that last signed in with it,
 * so that neither strangers behind the same address nor who has got into a session keep
 * the owner out; else the address, of IPv6 the network. What is asked for does not
 * matter: no bound tells who has an account. By hand for the reasons of
 * {@link SignInAttempts}.
 */
@Service
public class SenderBounds {

	/**
	 * So often as one account all those at one address, signed in or known by their
	 * browsers: whoever registers gets another account with each.
	 */
	private static final int ACCOUNTS_OF_ADDRESS = 10;

	private final JdbcClient jdbc;

	private final KnownSenders senders;

	private final SenderSettings settings;

	private final Clock clock;

	SenderBounds(JdbcClient jdbc, KnownSenders senders, SenderSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.senders = senders;
		this.settings = settings;
		this.clock = clock;
	}

	/** What is counted. */
	public enum Request {

		REGISTRATION, PASSWORD_LINK, EMAIL_CHANGE, PASSKEY_QUESTION, PASSKEY_REFUSAL

	}

	/**
	 * Counts one request of whoever sent the request of this thread. Not within a
	 * transaction, in which others of the same sender would wait with a connection each.
	 * @throws Refusal {@code too-many-from-sender} where it is one too many
	 */
	public void count(Request request) {
		Sender sender = Sender.current();
		Optional<String> account = signedIn().map((person) -> "account " + person)
			.or(() -> this.senders.accountOf(sender).map((owner) -> "browsers of " + owner));
		if (account.isPresent()) {
			// what one account is refused takes nothing from the others at its address
			count(request, account.get(), most(request));
			count(request, "accounts of " + sender.address(), ACCOUNTS_OF_ADDRESS * most(request));
		}
		else {
			count(request, "address " + sender.address(), most(request));
		}
	}

	private static Optional<String> signedIn() {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		return (person != null && person.isAuthenticated() && !(person instanceof AnonymousAuthenticationToken))
				? Optional.of(person.getName()) : Optional.empty();
	}

	private void count(Request request, String sender, int most) {
		String key = Digests.sha256("request", request.name(), sender);
		Instant now = this.clock.instant();
		Instant over = now.minus(this.settings.within());
		int counted = this.jdbc.sql("""
				insert into sender_request (key, requests, since) values (:key, 1, :now)
				on conflict (key) do update set
					requests = case when sender_request.since <= :over then 1 else sender_request.requests + 1 end,
					since = case when sender_request.since <= :over then :now else sender_request.since end
				where sender_request.since <= :over or sender_request.requests < :most
				""").param("key", key).param("now", utc(now)).param("over", utc(over)).param("most", most).update();
		if (counted == 0) {
			long seconds = Math.max(1, Duration.between(over, since(key, now)).toSeconds());
			throw Refusal.tooManyFor(seconds, "too-many-from-sender", (seconds + 59) / 60);
		}
	}

	private Instant since(String key, Instant now) {
		return this.jdbc.sql("select since from sender_request where key = :key")
			.param("key", key)
			.query((row, number) -> Columns.instant(row, "since"))
			.optional()
			.orElse(now);
	}

	private int most(Request request) {
		return switch (request) {
			case REGISTRATION -> this.settings.registrations();
			case PASSWORD_LINK -> this.settings.passwordLinks();
			case EMAIL_CHANGE -> this.settings.emailChanges();
			case PASSKEY_QUESTION, PASSKEY_REFUSAL -> this.settings.passkeyQuestions();
		};
	}

	/** Removes what counts no more. */
	@Scheduled(initialDelayString = "PT8M", fixedDelayString = "PT1H")
	void forget() {
		this.jdbc.sql("delete from sender_request where since < :over")
			.param("over", utc(this.clock.instant().minus(this.settings.within())))
			.update();
	}

}
