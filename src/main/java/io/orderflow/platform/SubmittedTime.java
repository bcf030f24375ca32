package io.orderflow.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A day and time as somebody submitted it: as pages send it, {@code 2026-12-31T18:00},
 * where the person is; or with an offset of its own. One that cannot be read keeps what
 * was written, so that it is told together with all else that is wrong.
 *
 * @param written as it was submitted
 * @param local null where it has an offset, or cannot be read
 * @param instant null where it has none, or cannot be read
 */
public record SubmittedTime(@JsonValue String written, @Nullable LocalDateTime local, @Nullable Instant instant) {

	@JsonCreator
	public static SubmittedTime of(String written) {
		String time = written.strip();
		try {
			return new SubmittedTime(written, LocalDateTime.parse(time), null);
		}
		catch (DateTimeException ex) {
			return withOffset(written, time);
		}
	}

	private static SubmittedTime withOffset(String written, String time) {
		try {
			return new SubmittedTime(written, null, OffsetDateTime.parse(time).toInstant());
		}
		catch (DateTimeException ex) {
			return new SubmittedTime(written, null, null);
		}
	}

	/**
	 * The time that is meant: of an hour that comes twice, when clocks are put back, the
	 * first; of one that is left out the same minute of the next.
	 * @param zone where who submitted it is
	 * @return null where it cannot be read
	 */
	public @Nullable Instant in(ZoneId zone) {
		return (this.local != null) ? this.local.atZone(zone).toInstant() : this.instant;
	}

}
