package io.orderflow.platform;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The place in a list where a page ended: a time, and an id where times are equal. Opaque
 * to callers. By hand, since Spring Data scrolls by key through entities only, and these
 * lists are SQL.
 *
 * @param at the time by which the list is sorted, to the microsecond, as PostgreSQL keeps
 * it
 * @param id the row's id
 */
public record Cursor(Instant at, UUID id) {

	private static final int BYTES = Long.BYTES * 3;

	/** PostgreSQL knows fewer years than a number of microseconds can name. */
	private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	/** Before the first row of any list that is read from the newest on. */
	public static final Cursor NEWEST = new Cursor(LATEST, new UUID(-1, -1));

	/** Before the first row of any list that is read from the oldest on. */
	public static final Cursor OLDEST = new Cursor(EARLIEST, new UUID(0, 0));

	/** The largest page anyone gets. */
	public static final int MAX_LIMIT = 100;

	public String encoded() {
		// ChronoUnit.between would count in nanoseconds, which end in the year 2262
		long micros = TimeUnit.SECONDS.toMicros(this.at.getEpochSecond())
				+ TimeUnit.NANOSECONDS.toMicros(this.at.getNano());
		ByteBuffer bytes = ByteBuffer.allocate(BYTES)
			.putLong(micros)
			.putLong(this.id.getMostSignificantBits())
			.putLong(this.id.getLeastSignificantBits());
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
	}

	/**
	 * Reads what a caller sent back.
	 * @throws Refusal {@code bad-cursor} on what no page ever gave out
	 */
	public static Optional<Cursor> decode(@Nullable String encoded) {
		if (encoded == null || encoded.isEmpty()) {
			return Optional.empty();
		}
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(encoded);
			if (bytes.length != BYTES) {
				throw Refusal.invalid("cursor", "bad-cursor");
			}
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			long micros = buffer.getLong();
			Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
			if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
				throw Refusal.invalid("cursor", "bad-cursor");
			}
			return Optional.of(new Cursor(at, new UUID(buffer.getLong(), buffer.getLong())));
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid("cursor", "bad-cursor");
		}
	}

	/**
	 * How many items a page holds: what was asked for, {@link #MAX_LIMIT} at most.
	 * @throws Refusal {@code limit-too-small} on {@code limit} for none, or fewer
	 */
	public static int limit(@Nullable Integer asked) {
		if (asked == null) {
			return 20;
		}
		if (asked < 1) {
			throw Refusal.invalid("limit", "limit-too-small", asked);
		}
		return Math.min(asked, MAX_LIMIT);
	}

}
