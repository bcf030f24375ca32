package io.orderflow.platform.text;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Days and times as people write them in their language: in French the first is
 * <i>1er</i>.
 */
public final class WrittenDates {

	private WrittenDates() {
	}

	/** With the day of the week. */
	public static String full(LocalDate day, Locale locale) {
		return first(day, locale, DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale).format(day));
	}

	/** As it stands within a sentence. */
	public static String day(LocalDate day, Locale locale) {
		return first(day, locale, DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day));
	}

	/** Day and time, the month cut short. */
	public static String time(ZonedDateTime time, Locale locale) {
		return first(time.toLocalDate(), locale,
				DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
					.withLocale(locale)
					.format(time));
	}

	private static String first(LocalDate day, Locale locale, String written) {
		return (day.getDayOfMonth() == 1 && locale.getLanguage().equals("fr"))
				? written.replaceFirst("\\b1(?=[ \u00a0]\\p{L})", "1er") : written;
	}

}
