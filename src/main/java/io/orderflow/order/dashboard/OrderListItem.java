package io.orderflow.order.dashboard;

import java.time.Instant;
import java.util.UUID;
import javax.money.MonetaryAmount;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderflow.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * An order in a list.
 *
 * @param with the other side
 * @param due expected delivery, UTC; null until the clock has started
 */
public record OrderListItem(@JsonIgnore UUID id, String number, OrderStatus status, OrderStatus.Turn turn, String title,
		MonetaryAmount price, OrderView.Person with, Instant placedAt, @Nullable Instant due, boolean clockRunning) {

}
