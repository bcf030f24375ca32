package io.orderflow.platform;

import java.time.DateTimeException;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A day as somebody submitted it, {@code 2026-12-31}. One that cannot be read keeps what
 * was written, so that it is told together with all else that is wrong.
 *
 * @param written as it was submitted
 * @param day null where it cannot be read
 */
public record SubmittedDate(@JsonValue String written, @Nullable LocalDate day) {

	private static final int LAST_YEAR = 9999;

	@JsonCreator
	public static SubmittedDate of(String written) {
		try {
			LocalDate day = LocalDate.parse(written.strip());
			// what people write has four digits; beyond them the database ends, and so do
			// lists
			return new SubmittedDate(written, (day.getYear() > 0 && day.getYear() <= LAST_YEAR) ? day : null);
		}
		catch (DateTimeException ex) {
			return new SubmittedDate(written, null);
		}
	}

	public static SubmittedDate of(LocalDate day) {
		return new SubmittedDate(day.toString(), day);
	}

}
