package io.orderflow.platform.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.audit.SenderNetwork;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts what accounts make that stays, whether on a page, over the API or in Tasklist.
 * Only what is committed counts: what is refused or rolled back is given back.
 *
 * <p>
 * In memory, on each node by itself: an order costs no statement more, and nobody waits
 * for a row that all orders of an account would write. What that gives up is exactness
 * over nodes and restarts, which a bound against floods does not need.
 */
@Service
public class AccountQuota {

	private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

	private final QuotaSettings settings;

	private final Clock clock;

	AccountQuota(QuotaSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
	}

	/** What is counted, each by itself; its refusal is a sentence of its own. */
	public enum Made {

		ORDER("too-many-orders"), MESSAGE("too-many-messages"), SERVICE("too-many-services"),
		CHANGE("too-many-changes"),
		/** On one order, unasked. */
		TOLD("too-many-told"), UPLOADED_MEGABYTE("too-many-uploads"), CREDENTIAL("too-many-credentials"),
		/** By itself: whoever spends the others keeps no owner from another password. */
		PASSWORD("too-many-credentials"), NAME("too-many-names"),
		/** That shows what its owner is told. */
		BROWSER("too-many-new-browsers"),
		/** On a page. */
		SIGN_IN("sign-in-paused"),
		/** Tried, right or wrong. */
		RECOVERY_CODE("too-many-recovery-codes");

		private final String code;

		Made(String code) {
			this.code = code;
		}

	}

	private record Key(String account, Made made) {

	}

	/**
	 * Counts one thing that the account makes, in the transaction that keeps it.
	 * @throws Refusal {@code too-many-orders} and so on, with 429, where it is one too
	 * many
	 */
	public void count(String account, Made made) {
		count(account, made, 1);
	}

	/**
	 * The same of what can be tried by whoever got into a session of the account: of each
	 * sender by itself, so that none uses up what the owner may try.
	 */
	public void countOfSender(String account, Made made) {
		count(ofSender(account), made, 1);
	}

	/** Asks the same before it is begun, as {@link #checkRoom}. */
	public void checkRoomOfSender(String account, Made made) {
		checkRoom(ofSender(account), made, 1);
	}

	private static String ofSender(String account) {
		String address = Objects.requireNonNullElse(RequestSource.current().address(), "");
		return account + " " + SenderNetwork.of(address);
	}

	/**
	 * Counts what the other side of an order is told of at once, and as often as somebody
	 * does it: of each order by itself, since each is a mail.
	 */
	public void countTold(String account, String orderNumber) {
		count(account + " " + orderNumber, Made.TOLD, 1);
	}

	/**
	 * The same of several.
	 * @param amount how many; more than is left is refused whole
	 */
	public void count(String account, Made made, long amount) {
		Duration within = this.settings.within();
		Instant now = this.clock.instant();
		Counter counter = this.counters.computeIfAbsent(new Key(account, made), (key) -> new Counter());
		Instant since = counter.take(amount, most(made), now, within);
		if (since == null) {
			throw tooMany(counter, made, now);
		}
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					if (status == STATUS_ROLLED_BACK) {
						counter.giveBack(amount, since);
					}
				}

			});
		}
	}

	/**
	 * Asks the same before it is begun, and counts nothing: what would be refused in the
	 * end need not come first.
	 * @throws Refusal as {@link #count}
	 */
	public void checkRoom(String account, Made made, long amount) {
		Counter counter = this.counters.get(new Key(account, made));
		Instant now = this.clock.instant();
		if (counter != null && !counter.hasRoom(amount, most(made), now, this.settings.within())) {
			throw tooMany(counter, made, now);
		}
	}

	/** Counts what came to nothing, and has cost as much; refuses nothing. */
	public void spend(String account, Made made, long amount) {
		this.counters.computeIfAbsent(new Key(account, made), (key) -> new Counter())
			.take(amount, Long.MAX_VALUE, this.clock.instant(), this.settings.within());
	}

	private Refusal tooMany(Counter counter, Made made, Instant now) {
		Duration within = this.settings.within();
		long seconds = counter.seconds(now, within);
		return Refusal.tooManyFor(seconds, made.code, most(made), minutes(within.toSeconds()), minutes(seconds));
	}

	private static long minutes(long seconds) {
		return (seconds + 59) / 60;
	}

	private long most(Made made) {
		return switch (made) {
			case ORDER -> this.settings.orders();
			case MESSAGE -> this.settings.messages();
			case SERVICE -> this.settings.services();
			case CHANGE -> this.settings.changes();
			case TOLD -> this.settings.told();
			case UPLOADED_MEGABYTE -> this.settings.uploads();
			case SIGN_IN -> this.settings.signIns();
			case CREDENTIAL, PASSWORD, NAME, BROWSER, RECOVERY_CODE -> this.settings.credentials();
		};
	}

	/** Forgets what counts no more. */
	@Scheduled(initialDelayString = "PT9M", fixedDelayString = "PT10M")
	void forget() {
		Instant now = this.clock.instant();
		this.counters.values().removeIf((counter) -> counter.isOver(now, this.settings.within()));
	}

}
