package io.orderflow.catalog;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Which services somebody looks for among those on sale.
 *
 * @param words of title, description and the freelancer's name; all must be there,
 * without accents, in the singular or the plural; blank for any
 * @param language they are offered in, as {@code fr}; null for any
 * @param mostPrice in the currency of each; null for any
 * @param mostDays until delivery; null for any
 * @param sort in which order they stand
 */
public record ListingSearch(String words, @Nullable String language, @Nullable BigDecimal mostPrice,
		@Nullable Integer mostDays, ListingSort sort) {

	/** Those with some words. */
	public static ListingSearch of(@Nullable String words) {
		return new ListingSearch((words != null) ? words : "", null, null, null, ListingSort.NEWEST);
	}

	/** The key of what is said where nothing is found. */
	public String none() {
		if (!this.words.isBlank()) {
			return "services.not-found";
		}
		return narrows() ? "services.not-found.filter" : "services.none";
	}

	/** Whether anything is asked for. */
	public boolean narrows() {
		return !this.words.isBlank() || this.language != null || this.mostPrice != null || this.mostDays != null;
	}

}
