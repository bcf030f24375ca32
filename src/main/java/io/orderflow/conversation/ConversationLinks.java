package io.orderflow.conversation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Where one account talks with several others: of certain orders, and before any. */
public final class ConversationLinks {

	private final Map<UUID, Link> ofOrders;

	private final Map<String, UUID> inquiries;

	ConversationLinks(List<Link> links) {
		this.ofOrders = links.stream()
			.filter((link) -> link.order() != null)
			.collect(Collectors.toMap(Link::order, Function.identity()));
		this.inquiries = links.stream()
			.filter((link) -> link.order() == null)
			.collect(Collectors.toMap(Link::other, Link::id));
	}

	/**
	 * One of them.
	 *
	 * @param order null for an inquiry
	 * @param other the account on the other side
	 */
	record Link(UUID id, @Nullable UUID order, @Nullable String orderNumber, String other) {

	}

	/** The conversation of an order; null where there is none. */
	public @Nullable UUID ofOrder(UUID order) {
		Link link = this.ofOrders.get(order);
		return (link != null) ? link.id() : null;
	}

	/** The number of an order that has a conversation. */
	public @Nullable String orderNumber(UUID order) {
		Link link = this.ofOrders.get(order);
		return (link != null) ? link.orderNumber() : null;
	}

	/** The conversation outside any order; null where there is none. */
	public @Nullable UUID inquiryWith(String other) {
		return this.inquiries.get(other);
	}

}
