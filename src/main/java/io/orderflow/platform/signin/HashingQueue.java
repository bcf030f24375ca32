package io.orderflow.platform.signin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

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

	private final Semaphore atOnce;

	private final Semaphore places;

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
		this.places = new Semaphore(settings.hashesAtOnce() + settings.hashesWaiting());
	}

	/**
	 * Hashes when it is its turn.
	 * @throws SignInBusyException where it would be one too many, or has waited too long
	 */
	<T> T run(String sender, Supplier<T> hash) {
		if (!this.places.tryAcquire()) {
			throw new SignInBusyException();
		}
		try {
			int mine = this.bySender.merge(sender, 1, Integer::sum);
			try {
				if (mine > this.settings.hashesOfSender()) {
					throw this.beyondSender.get();
				}
				return inTurn(hash);
			}
			finally {
				this.bySender.computeIfPresent(sender, (key, count) -> (count > 1) ? count - 1 : null);
			}
		}
		finally {
			this.places.release();
		}
	}

	private <T> T inTurn(Supplier<T> hash) {
		try {
			if (!this.atOnce.tryAcquire(this.settings.hashWaitsFor().toMillis(), TimeUnit.MILLISECONDS)) {
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
			this.atOnce.release();
		}
	}

}
