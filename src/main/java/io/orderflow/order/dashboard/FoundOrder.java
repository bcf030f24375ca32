package io.orderflow.order.dashboard;

import java.time.Instant;
import java.util.UUID;
import javax.money.MonetaryAmount;

import io.orderflow.order.OrderStatus;

/**
 * An order that somebody has looked for among their own.
 *
 * @param with the other side
 * @param selling whether the reader is its freelancer
 * @param shown as which status it is shown
 * @param placedAt UTC
 */
public record FoundOrder(UUID id, String number, String title, OrderView.Person with, boolean selling,
		OrderStatus shown, MonetaryAmount price, Instant placedAt) {

}
