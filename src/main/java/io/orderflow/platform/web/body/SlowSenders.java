package io.orderflow.platform.web.body;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.AwaitedPlaces;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Counts who keeps threads of the server waiting: each account, each address without one,
 * and each address with all accounts that come from it, since accounts are free. One
 * address leaves room for at least one sender of another.
 */
final class SlowSenders extends AwaitedPlaces {

	/** Who waits for a place, of all senders. */
	static final int MOST_LATE = 20;

	private final Map<String, Integer> waiting = new HashMap<>();

	private final int perSender;

	private final int inAll;

	private int all;

	SlowSenders(int perSender, int inAll) {
		super(MOST_LATE);
		this.perSender = perSender;
		this.inAll = inAll;
	}

	/**
	 * Who sends, or reads.
	 *
	 * @param account whose it is, where somebody has signed in
	 */
	record Sender(String address, @Nullable String account) {

		private String own() {
			return (this.account != null) ? "account " + this.account : this.address;
		}

		private String shared() {
			return "all of " + this.address;
		}

	}

	/** Who has signed in meanwhile, on this thread. */
	static @Nullable String accountOfThread() {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		return (person != null && person.isAuthenticated() && !(person instanceof AnonymousAuthenticationToken))
				? person.getName() : null;
	}

	/**
	 * Begins to wait for a sender.
	 * @throws Refusal {@code too-many-at-once}; {@code busy} where it is others' doing
	 */
	synchronized Place enter(Sender sender) {
		if (isOver(sender)) {
			throw Refusal.tooMany("too-many-at-once");
		}
		if (this.all >= this.inAll) {
			throw Refusal.unavailable("busy");
		}
		this.all++;
		List<String> keys = List.of(sender.own(), sender.shared());
		keys.forEach((key) -> this.waiting.merge(key, 1, Integer::sum));
		return () -> leave(keys);
	}

	/** The same, or null where there is no place. */
	synchronized @Nullable Place enterIfFree(Sender sender) {
		return isFull(sender) ? null : enter(sender);
	}

	/**
	 * The same, which waits a little where there is no place: few do, each of which holds
	 * a thread.
	 * @throws Refusal as {@link #enter(Sender)}
	 */
	synchronized Place enter(Sender sender, Duration patience) {
		waitWhile(() -> isFull(sender), patience);
		return enter(sender);
	}

	private boolean isFull(Sender sender) {
		return this.all >= this.inAll || isOver(sender);
	}

	/** Whether a sender, or its address, has as many as it may. */
	private boolean isOver(Sender sender) {
		return this.waiting.getOrDefault(sender.own(), 0) >= this.perSender || this.waiting
			.getOrDefault(sender.shared(), 0) >= Math.max(this.perSender, this.inAll - this.perSender);
	}

	private synchronized void leave(List<String> keys) {
		this.all--;
		keys.forEach((key) -> this.waiting.computeIfPresent(key, (name, count) -> (count > 1) ? count - 1 : null));
		notifyAll();
	}

	/** Of one body, until it is closed. */
	@FunctionalInterface
	interface Place extends AutoCloseable {

		@Override
		void close();

	}

}
