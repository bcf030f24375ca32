package io.orderflow.catalog;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** The orders that services on sale stand in. */
public enum ListingSort {

	/** Approved last, first. */
	NEWEST("approved_at", true),
	/** The lowest amount first, whatever its currency. */
	PRICE("price_amount", false),
	/** Delivered soonest first. */
	TIME("listing_seconds(approved_content)", false);

	/** No price and no time has more digits. */
	private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

	/** PostgreSQL knows a few more. */
	private static final int LAST_YEAR = 10_000;

	private final String column;

	private final boolean descending;

	ListingSort(String column, boolean descending) {
		this.column = column;
		this.descending = descending;
	}

	/** What it sorts by, as SQL says it. */
	String column() {
		return this.column;
	}

	String direction() {
		return this.descending ? "desc" : "asc";
	}

	/** How what stands behind a place compares to it. */
	String beyond() {
		return this.descending ? "<" : ">";
	}

	/** What a row is sorted by. */
	Object value(ResultSet row, String column) throws SQLException {
		return switch (this) {
			case NEWEST -> row.getObject(column, OffsetDateTime.class);
			case PRICE -> row.getBigDecimal(column);
			case TIME -> row.getLong(column);
		};
	}

	/**
	 * What a page ended at, as it was written into a cursor.
	 * @return empty of what the database would not take
	 */
	Optional<Object> value(String written) {
		if (this != NEWEST) {
			return NUMBER.matcher(written).matches() ? Optional.of(new BigDecimal(written)) : Optional.empty();
		}
		try {
			OffsetDateTime time = OffsetDateTime.parse(written);
			return (time.getYear() > 0 && time.getYear() < LAST_YEAR) ? Optional.of(time) : Optional.empty();
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

}
