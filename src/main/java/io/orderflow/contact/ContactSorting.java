package io.orderflow.contact;

import java.util.List;
import java.util.function.Supplier;

import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A list of contacts.
 *
 * @param side which side the reader is on
 * @param descending whether it begins with the largest
 * @param currency where it is sorted by what was spent; else null
 */
record ContactSorting(ContactSide side, ContactSort sort, boolean descending, @Nullable String currency) {

	/**
	 * The list that somebody asked for.
	 * @param descending null: as the sort has it at first
	 * @param currency what {@link ContactSort#SPENT} is about; may be missing while all
	 * orders were in one
	 * @param currencies those that the reader has had orders in; asked for only where
	 * none was named
	 * @throws Refusal {@code currency-needed} and {@code choice-unknown} on
	 * {@code currency}
	 */
	static ContactSorting of(ContactSide side, ContactSort sort, @Nullable Boolean descending,
			@Nullable String currency, Supplier<List<String>> currencies) {
		return new ContactSorting(side, sort, (descending != null) ? descending : sort.descendingAtFirst(),
				(sort == ContactSort.SPENT) ? currency(currency, currencies) : null);
	}

	private static String currency(@Nullable String given, Supplier<List<String>> currencies) {
		if (given != null && !given.isEmpty()) {
			if (!given.matches("[A-Z]{3}")) {
				throw Refusal.invalid("currency", "choice-unknown", given);
			}
			return given;
		}
		List<String> known = currencies.get();
		if (known.size() > 1) {
			throw Refusal.invalid("currency", "currency-needed", String.join(", ", known));
		}
		return known.isEmpty() ? "" : known.get(0);
	}

}
