package io.orderflow.platform;

import java.util.Set;

/**
 * An entry of the menu on top of every page. Each module declares its own as beans; the
 * frame puts them in order.
 *
 * @param place where it stands
 * @param rank its place among its neighbours, the smallest first
 * @param text key of its text
 * @param href path of the page
 * @param groups who sees it: members of any of these groups; empty: everyone
 */
public record MenuEntry(Place place, int rank, String text, String href, Set<String> groups) {

	/** The places of the menu, in its order. */
	public enum Place {

		/** Under <i>Sell</i>. */
		SELL,
		/** Under <i>Buy</i>. */
		BUY,
		/** By itself. */
		ALONE,
		/** Behind the bell with the number of unread notifications; one at most. */
		BELL,
		/** A field that asks its page for what is typed into it; one at most. */
		SEARCH,
		/** Under the person's own name. */
		PERSON

	}

	public MenuEntry {
		groups = Set.copyOf(groups);
	}

	/** An entry that everyone sees. */
	public MenuEntry(Place place, int rank, String text, String href) {
		this(place, rank, text, href, Set.of());
	}

}
