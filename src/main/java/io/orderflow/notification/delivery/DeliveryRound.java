package io.orderflow.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.NotificationFlow;
import io.orderflow.notification.delivery.DeliveryAttempts.Outgoing;
import io.orderflow.notification.delivery.DueDeliveryRows.Begun;
import io.orderflow.notification.delivery.DueDeliveryRows.Size;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes some of what is due on a channel, makes the first attempt at each, over one
 * connection, and writes down how they ended: a statement to begin, one or two to read
 * and one to end, however many they are. What failed, or was asked to wait, goes to a
 * process of its own in the transaction that logs it.
 */
@Component
class DeliveryRound {

	private static final Logger log = LoggerFactory.getLogger(DeliveryRound.class);

	/**
	 * Over a connection of ours to a mail server, anybody's come fast; a push service is
	 * whichever a browser says, and may be slow on purpose: one of each person at a time.
	 */
	private static final Map<NotificationChannel, Size> SIZES = Map.of(NotificationChannel.EMAIL, new Size(50, 50),
			NotificationChannel.PUSH, new Size(8, 1));

	/** What a node that was killed was at is due again after so long. */
	static final Duration HELD_FOR = Duration.ofMinutes(2);

	/** Nothing is begun after so long, so that the last has ended while it is held. */
	private static final Duration AT_MOST = Duration.ofMinutes(1);

	/** How late the log may say how an attempt ended. */
	private static final Duration LOGGED_WITHIN = Duration.ofMillis(500);

	private final DueDeliveryRows due;

	private final DeliveryAttempts attempts;

	private final DeliveryRows rows;

	private final DeliverySignal signal;

	private final NotificationFlow flow;

	private final TransactionTemplate transaction;

	private final Clock clock;

	/**
	 * The flow comes late: it stands on the engine, whose delegates stand on this module.
	 */
	DeliveryRound(DueDeliveryRows due, DeliveryAttempts attempts, DeliveryRows rows, DeliverySignal signal,
			@Lazy NotificationFlow flow, PlatformTransactionManager transactions, Clock clock) {
		this.due = due;
		this.attempts = attempts;
		this.rows = rows;
		this.signal = signal;
		this.flow = flow;
		this.transaction = new TransactionTemplate(transactions);
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
	End run(NotificationChannel channel, String last, BooleanSupplier goesOn) {
		Size size = Objects.requireNonNull(SIZES.get(channel));
		List<Begun> begun = this.due.begin(channel, last, size, this.clock.instant(),
				this.clock.instant().plus(HELD_FOR));
		if (begun.isEmpty()) {
			return new End("", !last.isEmpty());
		}
		long people = begun.stream().map(Begun::recipient).distinct().count();
		boolean reachedTheEnd = people < size.together();
		boolean more = begun.stream().anyMatch(Begun::more) || !reachedTheEnd || !last.isEmpty();
		if (more) {
			this.signal.now(channel);
		}
		attempt(channel, begun, goesOn);
		return new End(reachedTheEnd ? "" : begun.get(begun.size() - 1).recipient(), more);
	}

	private void attempt(NotificationChannel channel, List<Begun> begun, BooleanSupplier goesOn) {
		Map<UUID, Outgoing> outgoing = read(channel, begun);
		Deque<Begun> left = new ArrayDeque<>(begun);
		List<EndedAttempt> ended = new ArrayList<>();
		long start = System.nanoTime();
		long logged = start;
		try (OpenChannel open = this.attempts.open(channel)) {
			while (!left.isEmpty() && goesOn.getAsBoolean() && System.nanoTime() - start < AT_MOST.toNanos()) {
				Begun next = left.remove();
				Outgoing delivery = outgoing.get(next.delivery());
				if (delivery != null) {
					ended.add(this.attempts.make(delivery, next.number(), open));
				}
				if (System.nanoTime() - logged > LOGGED_WITHIN.toNanos()) {
					end(ended);
					ended.clear();
					logged = System.nanoTime();
				}
			}
		}
		finally {
			end(ended);
			if (!left.isEmpty()) {
				this.due.giveBack(List.copyOf(left));
			}
		}
	}

	/**
	 * One that cannot be read keeps no other from being sent: it fails by itself, and a
	 * process admin hears of it in the end.
	 */
	private Map<UUID, Outgoing> read(NotificationChannel channel, List<Begun> begun) {
		List<UUID> ids = begun.stream().map(Begun::delivery).toList();
		try {
			return this.attempts.read(ids);
		}
		catch (RuntimeException ex) {
			log.error("One of {} deliveries cannot be read", ids.size(), ex);
			Map<UUID, Outgoing> read = new HashMap<>();
			ids.forEach((id) -> read.put(id, this.attempts.readLate(id, channel)));
			return read;
		}
	}

	private void end(List<EndedAttempt> ended) {
		List<EndedAttempt> over = ended.stream().filter(EndedAttempt::isFinal).toList();
		List<EndedAttempt> goOn = ended.stream().filter((attempt) -> !attempt.isFinal()).toList();
		if (!over.isEmpty()) {
			this.rows.end(over);
		}
		if (!goOn.isEmpty()) {
			this.transaction.executeWithoutResult((status) -> {
				this.rows.end(goOn);
				goOn.forEach(this::handOver);
			});
		}
	}

	private void handOver(EndedAttempt attempt) {
		if (attempt.outcome() != null && attempt.outcome().retryAt() != null) {
			this.flow.tryAgainAt(attempt.delivery(), attempt.outcome().retryAt());
		}
		else {
			this.flow.tryAgain(attempt.delivery(), attempt.failure());
		}
	}

}
