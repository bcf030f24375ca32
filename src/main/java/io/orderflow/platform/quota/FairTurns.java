package io.orderflow.platform.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Lets so many do something at once; the others wait. Turns go round among the senders
 * that wait, however many of one do; of a sender's accounts the one comes first whose
 * last turn is longest ago. Where there is no place to wait, who has most there loses
 * one; where all have one, the one of them who had asked most lately before. So the last
 * to come is not the one who is refused, nor who comes seldom. By hand, since a semaphore
 * knows no senders.
 */
public final class FairTurns {

	/**
	 * Of how many accounts it is known when they had a turn, and of senders when they
	 * asked.
	 */
	private static final int REMEMBERED = 10_000;

	private final int places;

	private final int placesOfSender;

	/** In the order of their turns; of each, in the order in which they came. */
	private final Map<String, List<Waiter>> senders = new LinkedHashMap<>();

	/** Which turn the last one of an account was. */
	private final Map<String, Long> lastTurns = new Latest();

	/** Which request the last one of a sender was. */
	private final Map<String, Long> lastRequests = new Latest();

	private int free;

	private long turns;

	private long requests;

	/**
	 * @param atOnce how many do it at once
	 * @param places how many wait
	 * @param placesOfSender how many of these are one sender's
	 */
	public FairTurns(int atOnce, int places, int placesOfSender) {
		this.free = atOnce;
		this.places = places;
		this.placesOfSender = placesOfSender;
	}

	/**
	 * @param askedBefore which request the one before of this sender was; 0 where none is
	 * known
	 * @param turn whether it is there: true, or false where the place is somebody else's
	 */
	private record Waiter(@Nullable String account, long askedBefore, CompletableFuture<Boolean> turn) {

	}

	/**
	 * Waits for a turn; if there is one, {@link #leave} comes after it.
	 * @param account null where its turns do not matter
	 * @param until in {@link System#nanoTime()}
	 * @return whether there was one
	 */
	public boolean enter(String sender, @Nullable String account, long until) {
		Waiter waiter;
		synchronized (this) {
			Long askedBefore = this.lastRequests.put(sender, ++this.requests);
			waiter = new Waiter(account, (askedBefore != null) ? askedBefore : 0, new CompletableFuture<>());
			if (this.free > 0) {
				this.free--;
				begins(account);
				return true;
			}
			if (!hasPlace(sender, waiter)) {
				return false;
			}
			this.senders.computeIfAbsent(sender, (key) -> new ArrayList<>()).add(waiter);
		}
		boolean asked = false;
		try {
			asked = waiter.turn().get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			asked = !gaveUp(sender, waiter);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			asked = !gaveUp(sender, waiter);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		return asked;
	}

	/** Whether there is no turn for it; one that came at the last moment is one. */
	private synchronized boolean gaveUp(String sender, Waiter waiter) {
		remove(sender, waiter);
		return !waiter.turn().getNow(false);
	}

	/** How many wait. */
	public synchronized int waiting() {
		return this.senders.values().stream().mapToInt(List::size).sum();
	}

	/** Whether there is a place to wait, if need be another's. */
	private boolean hasPlace(String sender, Waiter comes) {
		int mine = waitingOf(sender);
		if (mine < this.placesOfSender) {
			if (waiting() < this.places) {
				return true;
			}
			String most = this.senders.keySet().stream().max(Comparator.comparingInt(this::waitingOf)).orElse(sender);
			if (waitingOf(most) > mine + 1) {
				return loses(most, (last) -> true);
			}
			if (mine == 0) {
				return takesPlaceOfWhoAskedMostLately(comes);
			}
		}
		return loses(sender, (last) -> lastTurn(last.account()) > lastTurn(comes.account()));
	}

	/** Whether somebody had asked more lately before, and has lost their place. */
	private boolean takesPlaceOfWhoAskedMostLately(Waiter comes) {
		return this.senders.entrySet()
			.stream()
			.max(Comparator.comparingLong((one) -> one.getValue().get(0).askedBefore()))
			.filter((one) -> one.getValue().get(0).askedBefore() > comes.askedBefore())
			.map((one) -> {
				Waiter lost = one.getValue().get(0);
				remove(one.getKey(), lost);
				return lost.turn().complete(false);
			})
			.orElse(false);
	}

	private int waitingOf(String sender) {
		return this.senders.getOrDefault(sender, List.of()).size();
	}

	/** Whether whoever would be the sender's last has lost their place. */
	private boolean loses(String sender, Predicate<Waiter> condition) {
		List<Waiter> all = this.senders.getOrDefault(sender, List.of());
		Waiter last = all.stream()
			.reduce((one, later) -> (lastTurn(later.account()) >= lastTurn(one.account())) ? later : one)
			.filter(condition)
			.orElse(null);
		if (last == null) {
			return false;
		}
		remove(sender, last);
		return last.turn().complete(false);
	}

	/** Ends a turn; the next one begins. */
	public synchronized void leave() {
		String sender = this.senders.keySet().stream().findFirst().orElse(null);
		if (sender == null) {
			this.free++;
			return;
		}
		List<Waiter> all = Objects.requireNonNull(this.senders.remove(sender));
		Waiter next = all.stream().min(Comparator.comparingLong((one) -> lastTurn(one.account()))).orElseThrow();
		all.remove(next);
		if (!all.isEmpty()) {
			this.senders.put(sender, all);
		}
		begins(next.account());
		next.turn().complete(true);
	}

	private void remove(String sender, Waiter waiter) {
		List<Waiter> all = this.senders.getOrDefault(sender, List.of());
		if (all.remove(waiter) && all.isEmpty()) {
			this.senders.remove(sender);
		}
	}

	private void begins(@Nullable String account) {
		if (account != null) {
			this.lastTurns.put(account, ++this.turns);
		}
	}

	private long lastTurn(@Nullable String account) {
		return (account != null) ? this.lastTurns.getOrDefault(account, 0L) : 0;
	}

	/** Of each the latest, of those that had one last. */
	private static final class Latest extends LinkedHashMap<String, Long> {

		private Latest() {
			super(16, 0.75F, true);
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
			return size() > REMEMBERED;
		}

	}

}
