package io.orderflow.order.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.orderflow.attachment.Attachment;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.note.PrivateNote;
import org.jspecify.annotations.Nullable;

/**
 * An order as its page needs it: what both sides may see, and what the reader alone does.
 *
 * @param order what both sides may see
 * @param events how long its timeline is: what is more than that when a form comes back
 * happened meanwhile
 * @param staged files that the reader has put down for a step or a message
 * @param note the freelancer's private note; null for the client (S12)
 * @param others how the newest other orders of the same two stand, by number
 * @param deliveryTime how long the first delivery may take, from complete requirements on
 */
public record OrderSheet(OrderView order, int events, List<Attachment> staged, @Nullable PrivateNote note,
		Map<String, OrderStatus> others, Duration deliveryTime) {

}
