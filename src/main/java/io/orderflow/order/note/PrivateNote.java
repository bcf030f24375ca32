package io.orderflow.order.note;

import java.util.List;

/**
 * The freelancer's private note on an order (S12). The client never sees it.
 *
 * @param text free text
 * @param items a check-list
 * @param version counts the changes; 0 before the first
 */
public record PrivateNote(String text, List<Item> items, long version) {

	static final PrivateNote EMPTY = new PrivateNote("", List.of(), 0);

	public PrivateNote {
		items = List.copyOf(items);
	}

	/** A line of the check-list. */
	public record Item(String text, boolean done) {

	}

}
