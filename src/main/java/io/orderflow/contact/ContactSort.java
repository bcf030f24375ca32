package io.orderflow.contact;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

import io.orderflow.platform.Refusal;

/** What contacts are sorted by. */
public enum ContactSort {

	/** By when the newest order was placed. */
	LAST_ORDER(true),
	/** By how many orders were completed. */
	COMPLETED(true),
	/**
	 * By what was spent in one currency; only contacts with an order in that currency are
	 * listed, since amounts of different currencies have no order.
	 */
	SPENT(true),
	/** By name, accents and capitals aside. */
	NAME(false);

	private final boolean descendingAtFirst;

	ContactSort(boolean descendingAtFirst) {
		this.descendingAtFirst = descendingAtFirst;
	}

	/** Whether the list begins with the largest where nothing else is asked for. */
	public boolean descendingAtFirst() {
		return this.descendingAtFirst;
	}

	/** The column; each has an index for each side. */
	String column(ContactSide side) {
		return switch (this) {
			case LAST_ORDER -> "last_order_at";
			case COMPLETED -> "orders_completed";
			case SPENT -> "amount";
			case NAME -> side.other() + "_name";
		};
	}

	/** A value of that column, as a cursor carries it, for the database. */
	Object value(String text) {
		try {
			return switch (this) {
				case LAST_ORDER -> time(text);
				case COMPLETED -> Integer.valueOf(text);
				case SPENT -> amount(text);
				case NAME -> text;
			};
		}
		catch (DateTimeException | NumberFormatException ex) {
			throw Refusal.invalid("cursor", "bad-cursor");
		}
	}

	/** A year that PostgreSQL does not know was never given out. */
	private static OffsetDateTime time(String text) {
		OffsetDateTime time = OffsetDateTime.parse(text);
		if (time.getYear() < 1 || time.getYear() > 9999) {
			throw new DateTimeException(text);
		}
		return time;
	}

	/** A few digits can name a number that fills the memory. */
	private static BigDecimal amount(String text) {
		if (!text.matches("\\d{1,12}\\.\\d{2}")) {
			throw new NumberFormatException(text);
		}
		return new BigDecimal(text);
	}

}
