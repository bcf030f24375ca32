package io.orderflow.order.step;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When to remind of the review of a delivery, and when silence accepts it (S26). */
@Component
public class ReviewDateCalculator {

	/** By these names the timers of the model ask for them. */
	public static final String REMINDER_AT = "reviewReminderAt";

	public static final String ACCEPTED_AT = "silentAcceptanceAt";

	private final OrderByNumber orders;

	private final OrderSettings settings;

	private final Clock clock;

	ReviewDateCalculator(OrderByNumber orders, OrderSettings settings, Clock clock) {
		this.orders = orders;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * The dates of the review of a delivery, UTC.
	 *
	 * @param reminderAt when the client is reminded
	 * @param acceptedAt when silence accepts
	 * @param reminded whether the client was reminded of that already
	 */
	public record Dates(Instant reminderAt, Instant acceptedAt, boolean reminded) {

	}

	@Transactional(readOnly = true)
	public Dates of(String number) {
		return of(this.orders.get(number), this.settings, this.clock.instant());
	}

	static Dates of(Order order, OrderSettings settings, Instant now) {
		Duration before = settings.acceptanceReminderBefore();
		Instant acceptBy = order.rounds().acceptBy();
		if (acceptBy == null) {
			acceptBy = now.plus(settings.acceptedAfter());
		}
		Instant wakeAt = acceptBy.isAfter(now) ? acceptBy : order.rounds().silenceAskedAgainAt(before, now);
		return new Dates(wakeAt.minus(before), wakeAt, order.rounds().acceptReminded());
	}

}
