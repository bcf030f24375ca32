package io.orderflow.platform.signin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Lets so many passwords be hashed at once, and so many wait for it, on this node; one
 * more of them lets so many attempts be counted, each of which has a connection
 * meanwhile. Whoever waits here holds no connection to the database. No sender gets all
 * of it, so that others can sign in while one tries passwords. By hand, since a thread
 * pool knows no senders.
 */
@Component
class HashingQueue {

	/** Of one account, from where it is known. */
	private static final int OF_ACCOUNT = 5;

	private final Semaphore atOnce;

	private final Semaphore places;

	/** As many of them as those may have of whom the account knows nothing. */
	private final Semaphore ofStrangers;

	/** As many hashes at once as those may have, who wait among themselves. */
	private final Semaphore atOnceOfStrangers;

	private final Map<String, Integer> bySender = new ConcurrentHashMap<>();

	private final SignInSettings settings;

	private final Supplier<AuthenticationException> beyondSender;

	@Autowired
	HashingQueue(SignInSettings settings) {
		this(settings, SignInBusyException::new);
	}

	/**
	 * With what a sender is told who has too many in it.
	 */
	HashingQueue(SignInSettings settings, Supplier<AuthenticationException> beyondSender) {
		this.settings = settings;
		this.beyondSender = beyondSender;
		this.atOnce = new Semaphore(settings.hashesAtOnce(), true);
		int all = settings.hashesAtOnce() + settings.hashesWaiting();
		this.places = new Semaphore(all);
		this.ofStrangers = new Semaphore((all + 1) / 2);
		this.atOnceOfStrangers = new Semaphore((settings.hashesAtOnce() + 1) / 2, true);
	}

	/**
	 * Hashes when it is its turn.
	 * @throws SignInBusyException where it would be one too many, or has waited too long
	 */
	<T> T run(String sender, Supplier<T> hash) {
		return inPlace(sender, this.settings.hashesOfSender(), () -> inTurn(this.atOnce, waitsUntil(), hash));
	}

	/**
	 * The same of an attempt.
	 * @param account that has signed in from there before; null where that is not known:
	 * all of those together have half of the places and of the turns, so that they keep
	 * no owner out or waiting, and no account has more than a few, from however many
	 * addresses
	 */
	<T> T run(String sender, @Nullable String account, Supplier<T> hash) {
		if (account != null) {
			return inPlace("account " + account, Math.min(OF_ACCOUNT, this.settings.hashesOfSender()),
					() -> inTurn(this.atOnce, waitsUntil(), hash));
		}
		if (!this.ofStrangers.tryAcquire()) {
			throw new SignInBusyException();
		}
		long until = waitsUntil();
		try {
			return inPlace(sender, this.settings.hashesOfSender(),
					() -> inTurn(this.atOnceOfStrangers, until, () -> inTurn(this.atOnce, until, hash)));
		}
		finally {
			this.ofStrangers.release();
		}
	}

	private <T> T inPlace(String whose, int most, Supplier<T> hash) {
		if (!this.places.tryAcquire()) {
			throw new SignInBusyException();
		}
		try {
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
		finally {
			this.places.release();
		}
	}

	private long waitsUntil() {
		return System.nanoTime() + this.settings.hashWaitsFor().toNanos();
	}

	private static <T> T inTurn(Semaphore turns, long until, Supplier<T> hash) {
		try {
			if (!turns.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
				throw new SignInBusyException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SignInBusyException();
		}
		try {
			return hash.get();
		}
		finally {
			turns.release();
		}
	}

}
