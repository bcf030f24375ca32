package io.orderflow.order.dashboard;

import java.time.Instant;
import javax.money.MonetaryAmount;

import io.orderflow.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * An order in a list.
 *
 * @param with the other side
 * @param late whether it is late (S20)
 * @param due expected delivery, while the clock stands if it goes on now; UTC, null until
 * it has started
 */
public record OrderListItem(String number, OrderStatus status, OrderStatus.Turn turn, String title,
		MonetaryAmount price, OrderView.Person with, Instant placedAt, @Nullable Instant due, boolean clockRunning,
		boolean late) {

}
