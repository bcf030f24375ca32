package io.orderflow.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.UUID;

import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of services on sale ended: what they are sorted by, of the last one, and
 * its id. Opaque to callers. By hand beside {@link io.orderflow.platform.Cursor}, which
 * knows one order only, that by time.
 *
 * @param value what the list is sorted by
 */
record ListingCursor(ListingSort sort, Object value, UUID id) {

	private static final String SEPARATOR = " ";

	String encoded() {
		String place = String.join(SEPARATOR, this.sort.name(), this.id.toString(), this.value.toString());
		return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads what a caller sent back.
	 * @return null for the first page
	 * @throws Refusal {@code bad-cursor} on what no page in this very order gave out
	 */
	static @Nullable ListingCursor decode(@Nullable String encoded, ListingSort sort) {
		if (encoded == null || encoded.isEmpty()) {
			return null;
		}
		try {
			String[] parts = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split(SEPARATOR,
					3);
			if (parts.length == 3 && parts[0].equals(sort.name())) {
				UUID id = UUID.fromString(parts[1]);
				return sort.value(parts[2]).map((value) -> new ListingCursor(sort, value, id)).orElseThrow();
			}
		}
		catch (IllegalArgumentException | NoSuchElementException ex) {
			// not written as one of ours
		}
		throw Refusal.invalid("cursor", "bad-cursor");
	}

}
