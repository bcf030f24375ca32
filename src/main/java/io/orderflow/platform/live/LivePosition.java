package io.orderflow.platform.live;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How far a page has heard everything: the id of server-sent events. A snapshot, and not
 * a number, because transactions do not become visible in the order in which they began.
 *
 * @param at when it was read, which tells whether it is too old
 * @param snapshot of PostgreSQL, as text
 */
record LivePosition(Instant at, String snapshot) {

	/** Time, and a snapshot: xmin, xmax, and what was under way between them. */
	private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})/((\\d{1,18}):(\\d{1,18}):([\\d,]*))");

	private static final int MAX_LENGTH = 4_000;

	/** What a browser sends as {@code Last-Event-ID}; empty when it is none of ours. */
	static Optional<LivePosition> parse(@Nullable String id) {
		if (id == null || id.length() > MAX_LENGTH) {
			return Optional.empty();
		}
		Matcher written = WRITTEN.matcher(id);
		if (!written.matches()) {
			return Optional.empty();
		}
		long before = Long.parseLong(written.group(3));
		long end = Long.parseLong(written.group(4));
		if (before < 1 || before > end) {
			return Optional.empty();
		}
		if (!written.group(5).isEmpty()) {
			for (String underWay : written.group(5).split(",", -1)) {
				if (!underWay.matches("\\d{1,18}") || Long.parseLong(underWay) < before
						|| Long.parseLong(underWay) >= end) {
					return Optional.empty();
				}
				before = Long.parseLong(underWay) + 1;
			}
		}
		return Optional.of(new LivePosition(Instant.ofEpochSecond(Long.parseLong(written.group(1))), written.group(2)));
	}

	/** The first transaction that had not ended. */
	long begin() {
		return Long.parseLong(this.snapshot.split(":", -1)[0]);
	}

	/** The first transaction that had not begun. */
	long end() {
		return Long.parseLong(this.snapshot.split(":", -1)[1]);
	}

	String id() {
		return this.at.getEpochSecond() + "/" + this.snapshot;
	}

}
