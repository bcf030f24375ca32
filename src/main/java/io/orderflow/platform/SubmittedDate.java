package io.orderflow.platform;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import org.jspecify.annotations.Nullable;

/**
 * A day as somebody submitted it: a program as {@code 2026-12-31}, a person also as they
 * write days ({@link #typed}). One that cannot be read keeps what was written, so that it
 * is told together with all else that is wrong.
 *
 * @param written as it was submitted; of what a person typed and can be read, as a
 * program would
 * @param day null where it cannot be read
 * @param example how it could have been written, for the sentence that refuses it
 */
public record SubmittedDate(@JsonValue String written, @Nullable LocalDate day, Example example) {

	private static final int LAST_YEAR = 9999;

	@JsonCreator
	public static SubmittedDate of(String written) {
		try {
			LocalDate day = LocalDate.parse(written.strip());
			// what people write has four digits; beyond them the database ends, and so do
			// lists
			return new SubmittedDate(written, (day.getYear() > 0 && day.getYear() <= LAST_YEAR) ? day : null,
					Example.PROGRAMS_DAY);
		}
		catch (DateTimeException ex) {
			return new SubmittedDate(written, null, Example.PROGRAMS_DAY);
		}
	}

	public static SubmittedDate of(LocalDate day) {
		return new SubmittedDate(day.toString(), day, Example.PROGRAMS_DAY);
	}

	/**
	 * What a person typed, who may write as a program does, too. Of {@code 03/04/2026}
	 * the region says which is the month; where it does not, what can be read as two days
	 * is none.
	 * @param reader the language and region of who typed it
	 */
	public static SubmittedDate typed(String written, Locale reader) {
		SubmittedDate plain = of(written);
		LocalDate day = (plain.day() != null) ? plain.day() : TypedDay.read(written, reader);
		return (day != null) ? of(day) : new SubmittedDate(written, null, Example.DAY);
	}

	/**
	 * A day, with or without a time, that somebody could have written: to programs as
	 * they write it, to people as they do. It is yet to come.
	 */
	public enum Example {

		PROGRAMS_DAY, PROGRAMS_TIME, DAY, TIME;

		private static final int HOUR = 18;

		/** As a refusal says it. */
		String in(LocalDate today, Locale reader) {
			LocalDate day = LocalDate.of(today.plusDays(1).getYear(), Month.DECEMBER, 31);
			return switch (this) {
				case PROGRAMS_DAY -> day.toString();
				case PROGRAMS_TIME -> day.atTime(HOUR, 0).toString();
				case DAY -> WrittenDates.day(day, reader);
				case TIME -> WrittenDates.time(day.atTime(HOUR, 0).atZone(ZoneOffset.UTC), reader);
			};
		}

	}

	/** Days as people type them in the languages that there are, in either of them. */
	static final class TypedDay {

		/** Far longer than any day. */
		private static final int LONGEST = 100;

		private static final int SHORTEST_NAME = 3;

		private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

		private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");

		private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2}) ?[-/.] ?(\\d{1,2}) ?[-/.] ?(\\d{4})");

		private static final String WEEKDAY = "^(?:([a-z]{3,10})\\.?,? )?(?:the |le )?";

		private static final String NUMBER = "(\\d{1,2})(?:st|nd|rd|th|er)?";

		private static final Pattern DAY_FIRST = Pattern
			.compile(WEEKDAY + NUMBER + "\\.? (?:of |de )?([a-z]{3,10})\\.?,? (\\d{4})");

		private static final Pattern MONTH_FIRST = Pattern
			.compile(WEEKDAY + "([a-z]{3,10})\\.? " + NUMBER + ",? (\\d{4})");

		private TypedDay() {
		}

		/** Without accents, capitals and more than one space at a time. */
		static String plain(String written) {
			return Normalizer.normalize(written, Normalizer.Form.NFKD)
				.replaceAll("\\p{M}", "")
				.replaceAll("[\\s\\p{Z}]+", " ")
				.strip()
				.toLowerCase(Locale.ROOT);
		}

		static @Nullable LocalDate read(String written, Locale reader) {
			String plain = (written.length() <= LONGEST) ? plain(written) : "";
			Matcher years = YEAR_FIRST.matcher(plain);
			if (years.matches()) {
				return day(years.group(1), number(years.group(2)), years.group(3));
			}
			Matcher numbers = NUMBERS.matcher(plain);
			if (numbers.matches()) {
				return ofNumbers(numbers, reader);
			}
			Matcher days = DAY_FIRST.matcher(plain);
			if (days.matches()) {
				return onWeekday(days.group(1), day(days.group(4), month(days.group(3)), days.group(2)));
			}
			Matcher months = MONTH_FIRST.matcher(plain);
			return months.matches()
					? onWeekday(months.group(1), day(months.group(4), month(months.group(2)), months.group(3))) : null;
		}

		private static @Nullable LocalDate ofNumbers(Matcher numbers, Locale reader) {
			LocalDate dayFirst = day(numbers.group(3), number(numbers.group(2)), numbers.group(1));
			LocalDate monthFirst = day(numbers.group(3), number(numbers.group(1)), numbers.group(2));
			return switch (order(reader)) {
				case DAY_FIRST -> dayFirst;
				case MONTH_FIRST -> monthFirst;
				case UNKNOWN -> {
					List<LocalDate> readings = Stream.of(dayFirst, monthFirst)
						.filter(Objects::nonNull)
						.distinct()
						.toList();
					yield (readings.size() == 1) ? readings.get(0) : null;
				}
			};
		}

		private static int number(String digits) {
			return Integer.parseInt(digits);
		}

		private static @Nullable LocalDate day(String year, int month, String day) {
			try {
				return (number(year) > 0) ? LocalDate.of(number(year), month, number(day)) : null;
			}
			catch (DateTimeException ex) {
				return null;
			}
		}

		/**
		 * The month whose name begins so; none where that is no one's, or two have it.
		 */
		private static int month(String name) {
			List<Month> meant = Arrays.stream(Month.values())
				.filter((month) -> LANGUAGES.stream()
					.anyMatch((language) -> begins(name, month.getDisplayName(TextStyle.FULL, language))))
				.toList();
			return (meant.size() == 1) ? meant.get(0).getValue() : 0;
		}

		/** The day, where it is the named one of the week. */
		private static @Nullable LocalDate onWeekday(@Nullable String name, @Nullable LocalDate day) {
			return (day != null && name != null && !isCalled(name, day.getDayOfWeek())) ? null : day;
		}

		private static boolean isCalled(String name, DayOfWeek day) {
			return LANGUAGES.stream()
				.anyMatch((language) -> begins(name, day.getDisplayName(TextStyle.FULL, language)));
		}

		private static boolean begins(String name, String whole) {
			return name.length() >= SHORTEST_NAME && plain(whole).startsWith(name);
		}

		private enum Order {

			DAY_FIRST, MONTH_FIRST, UNKNOWN

		}

		/**
		 * What comes first where the reader is. A French reader in America may mean
		 * either, and so may English ones of whom nobody knows where they are.
		 */
		private static Order order(Locale reader) {
			if (reader.getCountry().isEmpty() && reader.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
				return Order.UNKNOWN;
			}
			Order own = written(RegionFormats.dates(reader));
			return (own == written(RegionFormats.region(reader))) ? own : Order.UNKNOWN;
		}

		private static Order written(Locale locale) {
			String pattern = DateTimeFormatterBuilder.getLocalizedDateTimePattern(FormatStyle.SHORT, null,
					IsoChronology.INSTANCE, locale);
			int day = pattern.indexOf('d');
			int month = pattern.indexOf('M');
			if (pattern.indexOf('y') < Math.max(day, month)) {
				return Order.UNKNOWN;
			}
			return (day < month) ? Order.DAY_FIRST : Order.MONTH_FIRST;
		}

	}

}
