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

	@JsonCreator
	public static SubmittedDate of(String written) {
		try {
			return new SubmittedDate(written, LocalDate.parse(written.strip()));
		}
		catch (DateTimeException ex) {
			return new SubmittedDate(written, null);
		}
	}

	public static SubmittedDate of(LocalDate day) {
		return new SubmittedDate(day.toString(), day);
	}

}
