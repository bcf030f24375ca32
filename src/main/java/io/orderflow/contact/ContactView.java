package io.orderflow.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import javax.money.MonetaryAmount;

import io.orderflow.order.timeline.WaitingTimes;
import org.jspecify.annotations.Nullable;

/**
 * Somebody one has worked with.
 *
 * @param id the account of the other side
 * @param name how that person is called
 * @param picture what they show of themselves (GET /api/pictures/{id}); null for none
 * @param ordersPlaced all orders between the two, in these roles
 * @param ordersCompleted those that came to their end
 * @param ordersCancelled those that were called off
 * @param spent the prices of the completed ones, one amount for each currency
 * @param lastOrderAt when the newest was placed
 * @param waited how long the closed orders waited for each of the two, in all and by
 * reason (S20)
 * @param lastOrderNumber its number
 * @param lastOrderConversation the conversation of it
 * @param inquiry the conversation outside any order, if there is one
 */
public record ContactView(String id, String name, @Nullable UUID picture, int ordersPlaced, int ordersCompleted,
		int ordersCancelled, List<MonetaryAmount> spent, Instant lastOrderAt, WaitingTimes waited,
		@Nullable String lastOrderNumber, @Nullable UUID lastOrderConversation, @Nullable UUID inquiry) {

}
