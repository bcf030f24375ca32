package io.orderflow.contact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of contacts ended: what the list is sorted by, of the last contact, and
 * who that was. Opaque to callers. By hand beside {@link io.orderflow.platform.Cursor},
 * which knows one order only, that by time.
 */
record ContactCursor(ContactSorting order, String value, String other) {

	private static final String SEPARATOR = "\n";

	String encoded() {
		String place = String.join(SEPARATOR, head(this.order), this.other, this.value);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads what a caller sent back.
	 * @throws Refusal {@code bad-cursor} on what no page of this very list gave out
	 */
	static @Nullable ContactCursor decode(@Nullable String encoded, ContactSorting order) {
		if (encoded == null || encoded.isEmpty()) {
			return null;
		}
		// the value comes last: a name may hold anything
		String[] parts = text(encoded).split(SEPARATOR, 3);
		if (parts.length != 3 || !parts[0].equals(head(order))) {
			throw Refusal.invalid("cursor", "bad-cursor");
		}
		order.sort().value(parts[2]);
		return new ContactCursor(order, parts[2], parts[1]);
	}

	private static String text(String encoded) {
		try {
			String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
			if (text.indexOf('\0') < 0) {
				return text;
			}
		}
		catch (IllegalArgumentException ex) {
			// not even written as one of ours
		}
		throw Refusal.invalid("cursor", "bad-cursor");
	}

	private static String head(ContactSorting order) {
		return order.side() + " " + order.sort() + " " + (order.descending() ? "desc" : "asc") + " " + order.currency();
	}

}
