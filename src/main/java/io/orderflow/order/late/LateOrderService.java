package io.orderflow.order.late;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.orderflow.account.NotificationKind;
import io.orderflow.order.DeliveryClock;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.process.OrderNotifications;
import io.orderflow.order.process.OrderNotifications.Detail;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The order's side of the processes that watch late orders: what the engine's delegates
 * call, in the engine's transaction. Both sides are told once of each due date that
 * passed: a clock that stops, or a request that waits, only puts off what follows.
 */
@Service
@Transactional
public class LateOrderService {

	/** How many orders are found at once. */
	public static final int AT_ONCE = 100;

	/** How soon to ask again where nobody can say when the clock goes on. */
	private static final Duration SOON = Duration.ofHours(1);

	private final LateOrders late;

	private final OrderByNumber orders;

	private final OrderNotifications notifications;

	private final OrderSettings settings;

	private final Clock clock;

	LateOrderService(LateOrders late, OrderByNumber orders, OrderNotifications notifications, OrderSettings settings,
			Clock clock) {
		this.late = late;
		this.orders = orders;
		this.notifications = notifications;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * An order that has fallen late.
	 *
	 * @param cancellableFrom when the client may cancel it alone, if nothing comes
	 * between; UTC
	 */
	public record FallenLate(String number, Instant cancellableFrom) {

	}

	/**
	 * Whether the client may cancel alone now (C3), and if not, when to ask again; UTC.
	 */
	public record Answer(boolean cancellable, Instant nextCheck) {

	}

	/**
	 * Finds orders that have fallen late, and notes it on their timelines: each once,
	 * however many nodes ask at the same time.
	 * @return at most {@value #AT_ONCE}
	 */
	public List<FallenLate> find() {
		Instant now = this.clock.instant();
		return this.late.fallenLate(now, AT_ONCE)
			.stream()
			.filter((order) -> order.rounds().markLate(now))
			.map((order) -> new FallenLate(order.number(), ask(order.clock(), now).nextCheck()))
			.toList();
	}

	/** Tells both, once for each due date that passed (S20). */
	public void notifyBoth(String number) {
		Order order = this.orders.get(number);
		Instant from = order.clock()
			.counted()
			.cancellableFrom(this.settings.cancellableAfterLate(), this.clock.instant());
		Detail until = (from != null) ? Detail.until(from) : null;
		tell(order, order.client(), "late", "order.late.client", "", until);
		tell(order, order.freelancer(), "late", "order.late.freelancer", "#now", until);
	}

	/** Asks whether the client may cancel alone now (C3). */
	@Transactional(readOnly = true)
	public Answer ask(String number) {
		return ask(this.orders.get(number).clock(), this.clock.instant());
	}

	private Answer ask(DeliveryClock delivery, Instant now) {
		Duration lateBy = this.settings.cancellableAfterLate();
		Instant from = delivery.counted().cancellableFrom(lateBy, now);
		if (from == null) {
			Duration left = lateBy.minus(delivery.overdue(now));
			return new Answer(false, now.plus((left.compareTo(SOON) > 0) ? left : SOON));
		}
		return from.isAfter(now) ? new Answer(false, from) : new Answer(true, now);
	}

	/** Tells the client that they may cancel alone now (C3). */
	public void offerCancellation(String number) {
		Order order = this.orders.get(number);
		tell(order, order.client(), "cancellable", "order.late.cancellable", "#cancel", null);
	}

	/** Whether the order was found late, and is neither delivered nor due later since. */
	@Transactional(readOnly = true)
	public boolean found(String number) {
		return this.orders.get(number).clock().foundLateAt() != null;
	}

	/**
	 * Whether an order that was found late is so no more, and a process waits to hear of
	 * it: true once.
	 */
	public boolean takeEnded(String number) {
		return this.orders.get(number).clock().takeLatenessEnded();
	}

	private void tell(Order order, String recipient, String purpose, String textKey, String place,
			@Nullable Detail detail) {
		this.notifications.tell(order, recipient, NotificationKind.STATUS, purpose + "/" + order.clock().foundLateAt(),
				textKey, place, null, detail);
	}

}
