package io.orderflow.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.delivery.DeliveryAttempts.Outgoing;
import io.orderflow.notification.delivery.DueDeliveryRows.Begun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Takes some of what is due on a channel, makes one attempt at each, over one connection,
 * and writes down how they ended: a statement to begin, one or two to read and one to
 * end, however many they are.
 */
@Component
class DeliveryRound {

	private static final Logger log = LoggerFactory.getLogger(DeliveryRound.class);

	/** What a node that was killed was at is due again after so long. */
	static final Duration HELD_FOR = Duration.ofMinutes(2);

	/**
	 * Nothing is begun when it is held for less, so that it has ended while it is held.
	 */
	private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(1);

	/** How late the log may say how an attempt ended. */
	private static final Duration LOGGED_WITHIN = Duration.ofMillis(500);

	/** Of how many attempts at one nobody may know the end before a process has it. */
	private static final int MOST_UNKNOWN = 3;

	private final DueDeliveryRows due;

	private final DeliveryAttempts attempts;

	private final AttemptLog ends;

	private final DeliverySignal signal;

	private final SlowRecipients slow;

	private final Clock clock;

	/** What the rounds that go on are still to attempt. */
	private final Set<Queue<Begun>> unsent = ConcurrentHashMap.newKeySet();

	DeliveryRound(DueDeliveryRows due, DeliveryAttempts attempts, AttemptLog ends, DeliverySignal signal,
			SlowRecipients slow, Clock clock) {
		this.due = due;
		this.attempts = attempts;
		this.ends = ends;
		this.signal = signal;
		this.slow = slow;
		this.clock = clock;
	}

	/**
	 * Where a round ended.
	 *
	 * @param last whose turn it was last; empty when the next begins with the first
	 * @param more whether there may be more that is due now
	 */
	record End(String last, boolean more) {

		static final End NOTHING = new End("", false);

	}

	/**
	 * Goes one round. Not within a transaction: what is begun is on record before it is
	 * sent.
	 * @param last where the round before ended
	 * @param goesOn asked before each attempt; what is left after a no is due again at
	 * once
	 */
	End run(Lane lane, String last, BooleanSupplier goesOn) {
		Instant now = this.clock.instant();
		Instant heldUntil = now.plus(HELD_FOR);
		List<Begun> begun = this.due.begin(lane, this.slow.present(), last, lane.size(), now, heldUntil);
		if (begun.isEmpty()) {
			return new End("", !last.isEmpty());
		}
		Begun end = begun.get(begun.size() - 1);
		boolean more = begun.stream().anyMatch(Begun::more) || !end.ofLastPeople() || !last.isEmpty();
		if (more) {
			this.signal.now(lane);
		}
		int made = attempt(lane, begun, heldUntil, goesOn);
		if (made < begun.size()) {
			// the next is somebody else's turn, however slowly this went
			return new End((made > 0) ? begun.get(made - 1).recipient() : last, true);
		}
		return new End(end.ofLastPeople() ? "" : end.recipient(), more);
	}

	/**
	 * Makes attempts at what has begun; what there is no time for is given back.
	 * @return how many were made
	 */
	private int attempt(Lane lane, List<Begun> begun, Instant heldUntil, BooleanSupplier goesOn) {
		NotificationChannel channel = lane.channel();
		int together = together(begun);
		Queue<Begun> left = new ConcurrentLinkedQueue<>(begun.subList(0, together));
		List<EndedAttempt> ended = new ArrayList<>();
		int made = 0;
		this.unsent.add(left);
		try (OpenChannel open = this.attempts.open(channel, lane.patience())) {
			this.due.giveBack(begun.subList(together, begun.size()));
			Map<UUID, Outgoing> outgoing = read(channel, List.copyOf(left));
			Instant latest = heldUntil.minus(LONGEST_ATTEMPT);
			long logged = System.nanoTime();
			while (goesOn.getAsBoolean() && this.clock.instant().isBefore(latest)) {
				Begun next = left.poll();
				if (next == null) {
					break;
				}
				made++;
				long start = System.nanoTime();
				ended.add(made(next, outgoing, open));
				tookLong(lane, next, Duration.ofNanos(System.nanoTime() - start));
				if (System.nanoTime() - logged > LOGGED_WITHIN.toNanos()) {
					this.ends.end(channel, List.copyOf(ended), heldUntil, goesOn);
					ended.clear();
					logged = System.nanoTime();
				}
			}
		}
		finally {
			try {
				this.ends.end(channel, ended, heldUntil, goesOn);
			}
			finally {
				this.unsent.remove(left);
				giveBack(left);
			}
		}
		return made;
	}

	private void tookLong(Lane lane, Begun made, Duration time) {
		if (lane != Lane.MAILS && this.slow.tookLong(made.recipient(), time)) {
			this.signal.now(Lane.SLOW_PUSHES);
		}
	}

	/**
	 * How many are attempted together. One that a node has died of, or may have, is
	 * attempted alone, so that it takes no other along; its turn stays what it was.
	 */
	private static int together(List<Begun> begun) {
		for (int i = 0; i < begun.size(); i++) {
			if (begun.get(i).isRepeated()) {
				return Math.max(1, i);
			}
		}
		return begun.size();
	}

	private EndedAttempt made(Begun next, Map<UUID, Outgoing> outgoing, OpenChannel open) {
		if (next.unknown() >= MOST_UNKNOWN) {
			return new EndedAttempt(next.delivery(), next.number(), null,
					"Not attempted: of " + MOST_UNKNOWN + " attempts nobody knows how they ended", this.clock.instant(),
					null)
				.afterFailures(PushPauses.MOST_FAILURES);
		}
		return this.attempts.make(Objects.requireNonNull(outgoing.get(next.delivery())), next.number(), open)
			.afterFailures(next.failed());
	}

	/**
	 * One that cannot be read keeps no other from being sent: it fails by itself, and a
	 * process admin hears of it in the end.
	 */
	private Map<UUID, Outgoing> read(NotificationChannel channel, List<Begun> begun) {
		List<UUID> ids = begun.stream().map(Begun::delivery).toList();
		Map<UUID, Outgoing> read = new HashMap<>();
		try {
			read.putAll(this.attempts.read(ids));
		}
		catch (RuntimeException ex) {
			log.error("One of {} deliveries cannot be read", ids.size(), ex);
		}
		ids.forEach((id) -> read.computeIfAbsent(id, (missing) -> this.attempts.readLate(missing, channel)));
		return read;
	}

	/**
	 * Gives back at once what the rounds on this node have not come to: it stops, and
	 * what they are at may take a while.
	 */
	void letGo() {
		this.unsent.forEach(this::giveBack);
	}

	/** Each goes to one only: to whoever attempts it, or back. */
	private void giveBack(Queue<Begun> left) {
		List<Begun> given = new ArrayList<>();
		for (Begun next = left.poll(); next != null; next = left.poll()) {
			given.add(next);
		}
		this.due.giveBack(given);
	}

}
