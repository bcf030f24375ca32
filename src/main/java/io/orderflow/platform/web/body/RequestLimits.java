package io.orderflow.platform.web.body;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.SenderNetwork;
import io.orderflow.platform.quota.KeyedSemaphores;
import io.orderflow.platform.quota.SharedPlaces;
import io.orderflow.platform.signin.SignedInUsers;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * How many requests of one account, and of one address with all its accounts, are
 * answered at the same moment. Few wait, since each of them holds a thread.
 */
@Component
class RequestLimits {

	/** Of all accounts and addresses. */
	static final int WAITING_IN_ALL = 40;

	/** A browser with many pages open asks again for all of them at once. */
	private static final int WAITING = 16;

	private static final int WAITING_OF_ADDRESS = 24;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Limit requests;

	private final Limit engine;

	private final Limit readings;

	private final Limit files;

	private final Limit downloads;

	RequestLimits(RequestSettings settings) {
		Semaphore waiting = new Semaphore(WAITING_IN_ALL);
		this.requests = new Limit(settings.perAccount(), settings.perAddress(), waiting, null);
		this.engine = new Limit(settings.enginePerAccount(), settings.enginePerAddress(), waiting,
				new SharedPlaces(settings.engineInAll(), 2, WAITING_IN_ALL));
		this.readings = new Limit(settings.readingsPerAccount(), settings.readingsPerAddress(), waiting,
				new SharedPlaces(settings.readingsInAll(), 2, WAITING_IN_ALL));
		this.downloads = new Limit(settings.downloadsPerAccount(), settings.downloadsPerAddress(), waiting, null);
		this.files = new Limit(settings.perAccount(), settings.perAddress(), waiting, null);
	}

	/** How many of an account's are of one session at most. */
	static int ofSession(int ofAccount) {
		return Math.max(1, ofAccount * 3 / 4);
	}

	/** Of all requests. */
	Limit requests() {
		return this.requests;
	}

	/** Of those that the engine's own resources answer. */
	Limit engine() {
		return this.engine;
	}

	/** Of pages and lists. */
	Limit readings() {
		return this.readings;
	}

	/** Of those that bring files, while they come: as many as of all others. */
	Limit files() {
		return this.files;
	}

	/** Of those that read files and pictures, to their end. */
	Limit downloads() {
		return this.downloads;
	}

	/** One of them. */
	static final class Limit {

		private final KeyedSemaphores accounts;

		/**
		 * Of an account's, so many are of one session, and of its programs: some are left
		 * to an owner who wants to end what is done in another.
		 */
		private final KeyedSemaphores sessions;

		private final KeyedSemaphores addresses;

		private final Semaphore waiting;

		/** Of all of them; null where what one address has bounds them enough. */
		private final @Nullable SharedPlaces all;

		private Limit(int perAccount, int perAddress, Semaphore waiting, @Nullable SharedPlaces all) {
			this.accounts = new KeyedSemaphores(perAccount, WAITING, waiting, PATIENCE);
			this.sessions = new KeyedSemaphores(ofSession(perAccount), ofSession(WAITING), waiting, PATIENCE);
			this.all = all;
			this.waiting = waiting;
			this.addresses = new KeyedSemaphores(perAddress, WAITING_OF_ADDRESS, waiting, PATIENCE);
		}

		/**
		 * Counts a request of whoever has signed in on this thread until it is closed.
		 * @throws Refusal {@code too-many-at-once}
		 */
		Permit enter(HttpServletRequest request) {
			String account = SlowSenders.accountOfThread();
			String session = account + " " + SignedInUsers.sessionOfThread().orElse("");
			String address = SenderNetwork.of(request.getRemoteAddr());
			if (account != null && !enterAccount(account, session)) {
				throw Refusal.tooMany("too-many-at-once");
			}
			if (!this.addresses.enter(address)) {
				leave(account, session);
				throw Refusal.tooMany("too-many-at-once");
			}
			if (this.all != null && !enterAll(this.all, address)) {
				this.addresses.leave(address);
				leave(account, session);
				throw Refusal.tooMany("too-many-at-once");
			}
			return () -> {
				if (this.all != null) {
					this.all.leave(address);
				}
				this.addresses.leave(address);
				leave(account, session);
			};
		}

		private boolean enterAccount(String account, String session) {
			if (!this.sessions.enter(session)) {
				return false;
			}
			if (this.accounts.enter(account)) {
				return true;
			}
			this.sessions.leave(session);
			return false;
		}

		/**
		 * Whoever waits for one of all holds a thread as whoever waits for one of theirs.
		 */
		private boolean enterAll(SharedPlaces places, String address) {
			if (places.enterIfFree(address)) {
				return true;
			}
			if (!this.waiting.tryAcquire()) {
				return false;
			}
			try {
				return places.enter(address, PATIENCE);
			}
			finally {
				this.waiting.release();
			}
		}

		private void leave(@Nullable String account, String session) {
			if (account != null) {
				this.accounts.leave(account);
				this.sessions.leave(session);
			}
		}

	}

	/** Of one request, until it is closed, once. */
	@FunctionalInterface
	interface Permit extends AutoCloseable {

		@Override
		void close();

	}

}
