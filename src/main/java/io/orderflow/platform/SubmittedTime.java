package io.orderflow.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orderflow.platform.SubmittedDate.Example;
import org.jspecify.annotations.Nullable;

/**
 * A day and time as somebody submitted it: as pages send it, {@code 2026-12-31T18:00},
 * where the person is; with an offset of its own; or as a person writes it. One that
 * cannot be read keeps what was written, so that it is told together with all else that
 * is wrong.
 *
 * @param written as it was submitted
 * @param local null where it has an offset, or cannot be read
 * @param instant null where it has none, or cannot be read
 * @param example how it could have been written, for the sentence that refuses it
 */
public record SubmittedTime(@JsonValue String written, @Nullable LocalDateTime local, @Nullable Instant instant,
		Example example) {

	/** Far longer than any time. */
	private static final int LONGEST = 100;

	/** Hours on a clock with two halves. */
	private static final int HALF = 12;

	/** A day, then the time of the day. */
	private static final Pattern TYPED = Pattern
		.compile("^(.{1,80}?),?(?: at| a)? (\\d{1,2})(?: ?[:h] ?(\\d{2})?)?(?: ?([ap])\\.? ?m\\.?)?");

	@JsonCreator
	public static SubmittedTime of(String written) {
		String time = written.strip();
		try {
			return new SubmittedTime(written, LocalDateTime.parse(time), null, Example.PROGRAMS_TIME);
		}
		catch (DateTimeException ex) {
			return withOffset(written, time);
		}
	}

	private static SubmittedTime withOffset(String written, String time) {
		try {
			return new SubmittedTime(written, null, OffsetDateTime.parse(time).toInstant(), Example.PROGRAMS_TIME);
		}
		catch (DateTimeException ex) {
			return new SubmittedTime(written, null, null, Example.PROGRAMS_TIME);
		}
	}

	/**
	 * What a person typed, who may write as a program does, too.
	 * @param reader the language and region of who typed it
	 */
	public static SubmittedTime typed(String written, Locale reader) {
		SubmittedTime plain = of(written);
		if (plain.local() != null || plain.instant() != null) {
			return plain;
		}
		LocalDateTime time = read(written, reader);
		return (time != null) ? of(time.toString()) : new SubmittedTime(written, null, null, Example.TIME);
	}

	private static @Nullable LocalDateTime read(String written, Locale reader) {
		Matcher typed = TYPED.matcher((written.length() <= LONGEST) ? SubmittedDate.TypedDay.plain(written) : "");
		if (!typed.matches()) {
			return null;
		}
		LocalDate day = SubmittedDate.typed(typed.group(1), reader).day();
		int hour = Integer.parseInt(typed.group(2));
		int minute = (typed.group(3) != null) ? Integer.parseInt(typed.group(3)) : 0;
		boolean halves = typed.group(4) != null;
		if (day == null || minute > 59 || (halves ? hour < 1 || hour > HALF : hour > 23)) {
			return null;
		}
		return day.atTime(halves ? hour % HALF + ("p".equals(typed.group(4)) ? HALF : 0) : hour, minute);
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
