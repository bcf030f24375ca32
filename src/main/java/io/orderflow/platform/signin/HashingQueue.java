package io.orderflow.platform.signin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.orderflow.platform.quota.FairTurns;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Lets so many passwords be hashed at once, and so many wait for it, on this node; one
 * more of them lets so many attempts be counted, each of which has a connection
 * meanwhile. Whoever waits here holds no connection to the database. No sender gets all
 * of it, and turns go round among senders, so that others can sign in while one tries
 * passwords.
 */
@Component
class HashingQueue {

	/** Of one account, from where it is known. */
	private static final int OF_ACCOUNT = 5;

	private final FairTurns atOnce;

	/**
	 * Half of all, for those of whom the account knows nothing, who wait among
	 * themselves.
	 */
	private final FairTurns ofStrangers;

	private final Map<String, Integer> bySender = new ConcurrentHashMap<>();

	private final SignInSettings settings;

	private final Supplier<AuthenticationException> beyondSender;

	@Autowired
	HashingQueue(SignInSettings settings) {
		this(settings, settings.hashesWaiting() - settings.hashesWaiting() / 2, SignInBusyException::new);
	}

	/**
	 * For attempts that are counted, where nobody is known yet.
	 * @param beyondSender what a sender is told who has too many in it
	 */
	HashingQueue(SignInSettings settings, Supplier<AuthenticationException> beyondSender) {
		this(settings, settings.hashesWaiting(), beyondSender);
	}

	private HashingQueue(SignInSettings settings, int waiting, Supplier<AuthenticationException> beyondSender) {
		this.settings = settings;
		this.beyondSender = beyondSender;
		this.atOnce = new FairTurns(settings.hashesAtOnce(), waiting, settings.hashesOfSender());
		int atOnceOfStrangers = (settings.hashesAtOnce() + 1) / 2;
		int half = (settings.hashesAtOnce() + settings.hashesWaiting() + 1) / 2;
		this.ofStrangers = new FairTurns(atOnceOfStrangers, half - atOnceOfStrangers, settings.hashesOfSender());
	}

	/**
	 * Hashes when it is its turn.
	 * @throws SignInBusyException where it would be one too many, or has waited too long
	 */
	<T> T run(String sender, Supplier<T> hash) {
		return inPlace(sender, this.settings.hashesOfSender(),
				() -> inTurn(this.atOnce, sender, null, waitsUntil(), hash));
	}

	/**
	 * The same of an attempt.
	 * @param account that has signed in from there before; null where that is not known:
	 * all of those together have half of the places and of the turns, so that they keep
	 * no owner out or waiting, also none whose address they share. No account has more
	 * than a few, from however many addresses, and no address more for all accounts that
	 * it is known to than for those that it is not
	 */
	<T> T run(String sender, @Nullable String account, Supplier<T> hash) {
		if (account != null) {
			return inPlace("account " + account, Math.min(OF_ACCOUNT, this.settings.hashesOfSender()),
					() -> inTurn(this.atOnce, "known " + sender, account, waitsUntil(), hash));
		}
		long until = waitsUntil();
		return inPlace(sender, this.settings.hashesOfSender(), () -> inTurn(this.ofStrangers, sender, null, until,
				() -> inTurn(this.atOnce, sender, null, until, hash)));
	}

	/** How many of those of whom the account knows nothing wait among themselves. */
	int strangersWaiting() {
		return this.ofStrangers.waiting();
	}

	private <T> T inPlace(String whose, int most, Supplier<T> hash) {
		int mine = this.bySender.merge(whose, 1, Integer::sum);
		try {
			if (mine > most) {
				throw this.beyondSender.get();
			}
			return hash.get();
		}
		finally {
			this.bySender.computeIfPresent(whose, (key, count) -> (count > 1) ? count - 1 : null);
		}
	}

	private long waitsUntil() {
		return System.nanoTime() + this.settings.hashWaitsFor().toNanos();
	}

	private static <T> T inTurn(FairTurns turns, String sender, @Nullable String account, long until,
			Supplier<T> hash) {
		if (!turns.enter(sender, account, until)) {
			throw new SignInBusyException();
		}
		try {
			return hash.get();
		}
		finally {
			turns.leave();
		}
	}

}
