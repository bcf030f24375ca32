package io.orderflow.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.money.MonetaryAmount;

import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * Times, sizes and prices as the reader of a page writes them. By hand around
 * {@code java.time} and {@code java.text}, since Thymeleaf's own utilities know the
 * language of a reader, but neither the time zone nor how long ago something was.
 */
public final class ReaderFormats {

	private static final int UNIT = 1_000;

	/** Characters of a file's name. */
	private static final int LONGEST_NAME = 100;

	private static final int END_OF_NAME = 20;

	/** From then on the days of the calendar are counted, and before it hours. */
	private static final Duration DAYS_FROM = Duration.ofHours(48);

	private static final String[] SIZES = { "bytes", "kilobytes", "megabytes", "gigabytes" };

	private static final String[] LENGTHS = { "length.days", "length.hours", "length.minutes", "length.seconds" };

	private final MessageSource messages;

	private final Locale locale;

	private final ZoneId zone;

	private final Instant now;

	public ReaderFormats(MessageSource messages, Locale locale, ZoneId zone, Instant now) {
		this.messages = messages;
		this.locale = locale;
		this.zone = zone;
		this.now = now;
	}

	/** Day and time in the reader's time zone. */
	public String time(Instant time) {
		return WrittenDates.time(time.atZone(this.zone), this.locale);
	}

	/** The same to the second. */
	public String second(Instant time) {
		return WrittenDates.second(time.atZone(this.zone), this.locale);
	}

	/** How far away a time is: in two days, an hour ago. */
	public String away(Instant time) {
		Duration away = Duration.between(this.now, time);
		String when = away.isNegative() ? "time.ago." : "time.in.";
		long minutes = (away.abs().toSeconds() + 30) / 60;
		if (minutes == 0) {
			return text(time.isAfter(this.now) ? "time.now" : "time.just-now");
		}
		if (minutes < 60) {
			return text(when + "minutes", minutes);
		}
		long hours = (minutes + 30) / 60;
		if (away.abs().compareTo(DAYS_FROM) < 0) {
			return text(when + "hours", hours);
		}
		return text(when + "days", Math.abs(ChronoUnit.DAYS.between(dayOf(this.now), dayOf(time))));
	}

	/** How long something takes: in days where it is whole ones. */
	public String length(Duration length) {
		boolean days = length.toHours() % 24 == 0;
		return days ? text("length.days", length.toDays()) : text("length.hours", length.toHours());
	}

	/**
	 * How long something lasted, in its two largest units; no line ends between a number
	 * and its unit.
	 * @param duration as ISO 8601 writes it
	 */
	public String lasting(String duration) {
		return lasting(Duration.parse(duration), 2);
	}

	/** The same to the second, in as many units as that takes. */
	public String lastingExactly(Duration lasted) {
		return lasting(lasted, LENGTHS.length);
	}

	private String lasting(Duration lasted, int units) {
		long[] values = { lasted.toDays(), lasted.toHoursPart(), lasted.toMinutesPart(), lasted.toSecondsPart() };
		int first = 0;
		while (first < values.length - 1 && values[first] == 0) {
			first++;
		}
		int last = Math.min(values.length, first + units);
		String text = IntStream.range(first, last)
			.filter((i) -> values[i] > 0)
			.mapToObj((i) -> unbroken(i, values[i]))
			.collect(Collectors.joining(" "));
		return text.isEmpty() ? unbroken(first, 0) : text;
	}

	private String unbroken(int unit, long value) {
		return text(LENGTHS[unit], value).replace(' ', '\u00a0');
	}

	public boolean past(Instant time) {
		return time.isBefore(this.now);
	}

	/** Today, where the reader is. */
	public LocalDate today() {
		return LocalDate.ofInstant(this.now, this.zone);
	}

	/** The day of a time, where the reader is. */
	public LocalDate dayOf(Instant time) {
		return LocalDate.ofInstant(time, this.zone);
	}

	/** As HTML writes a time: with milliseconds at most. */
	public String standard(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	/** As a field for date and time takes it: where the reader is, to the minute. */
	public String local(Instant time) {
		return LocalDateTime.ofInstant(time, this.zone).truncatedTo(ChronoUnit.MINUTES).toString();
	}

	public String day(LocalDate day) {
		return WrittenDates.full(day, this.locale);
	}

	/** The city whose time the reader's is. */
	public String zone() {
		return new PlaceNames(this.locale).city(this.zone.getId())
			.orElseGet(() -> this.zone.normalized().equals(ZoneOffset.UTC) ? "UTC"
					: this.zone.getDisplayName(TextStyle.FULL, this.locale));
	}

	public String size(long bytes) {
		double number = bytes;
		int unit = 0;
		while (Math.round(number * 10) >= 10 * UNIT && unit < SIZES.length - 1) {
			number /= UNIT;
			unit++;
		}
		return text("size." + SIZES[unit], number);
	}

	public String price(MonetaryAmount price) {
		return price(price, this.locale);
	}

	/**
	 * An amount with its sign, where there is no reader whose formats these are. With
	 * ICU: Java writes a Canadian dollar in Canada as abroad.
	 */
	public static String price(MonetaryAmount price, Locale locale) {
		NumberFormat number = RegionFormats.price(locale, Currency.getInstance(price.getCurrency().getCurrencyCode()));
		number.setMinimumFractionDigits(Math.max(0, price.getCurrency().getDefaultFractionDigits()));
		number.setMaximumFractionDigits(Math.max(number.getMinimumFractionDigits(), price.getNumber().getScale()));
		return number.format(MoneyJson.number(price));
	}

	/** What the reader calls a currency, after its code. */
	public String currency(String code) {
		String named = new PlaceNames(this.locale).currency(code)
			.orElseGet(() -> this.messages.getMessage("currency." + code, null,
					Currency.getInstance(code).getDisplayName(), this.locale));
		return code + " – " + named;
	}

	/**
	 * The name of a file, in which nothing turns what follows to read another way; of a
	 * long one its beginning and end.
	 */
	public String fileName(String name) {
		String shown = TextLimits.shown(name);
		int length = shown.codePointCount(0, shown.length());
		return (length <= LONGEST_NAME) ? shown : TextLimits.beginning(shown, LONGEST_NAME - END_OF_NAME)
				+ shown.substring(shown.offsetByCodePoints(0, length - END_OF_NAME));
	}

	/** What kind of file it is, by its media type. */
	public String kind(String mediaType) {
		return kinds(List.of(mediaType));
	}

	/** The same of several that are taken. */
	public String kinds(List<String> mediaTypes) {
		return new FileKinds(mediaTypes).in(this.messages, this.locale);
	}

	private String text(String key, Object... args) {
		return this.messages.getMessage(key, args, this.locale);
	}

	/** The first characters of a text, and that it goes on; cuts none in two. */
	public String beginning(String text, int max) {
		return TextLimits.beginning(text, max);
	}

	/**
	 * Kinds of files in words, from {@code file.kind.<media type>} with a dot for what
	 * stands between its parts, {@code any} for {@code *} and {@code one} for a type
	 * without a word of its own: a person reads of pictures, never of {@code image/*}.
	 *
	 * @param mediaTypes as {@code application/pdf} or {@code image/*}
	 */
	public record FileKinds(List<String> mediaTypes) {

		public FileKinds {
			mediaTypes = List.copyOf(mediaTypes);
		}

		/**
		 * In a language; a type without a word of its own is called by the family of its
		 * kind.
		 */
		public String in(MessageSource messages, Locale locale) {
			return this.mediaTypes.stream()
				.map((type) -> word(type.strip().toLowerCase(Locale.ROOT), messages, locale))
				.distinct()
				.collect(Collectors.joining(", "));
		}

		private static String word(String type, MessageSource messages, Locale locale) {
			String family = type.substring(0, Math.max(type.indexOf('/'), 0));
			String own = type.endsWith("/*") ? family + ".any" : type.replace('/', '.');
			String found = messages.getMessage("file.kind." + own, null, null, locale);
			if (found == null) {
				found = messages.getMessage("file.kind." + family + ".one", null, null, locale);
			}
			return (found != null) ? found : messages.getMessage("file.kind.other", null, locale);
		}

		@Override
		public String toString() {
			return String.join(", ", this.mediaTypes);
		}

	}

	/**
	 * Days and times as people write them in their language: in French the first is
	 * <i>1er</i>. In the night in which clocks are put back an hour comes twice: a time
	 * in it says in which of the two it is, as in <i>2:30 AM GMT+2</i>. Not by the name
	 * of the zone, which Java says in one way or another by what it was asked before.
	 */
	public static final class WrittenDates {

		private WrittenDates() {
		}

		/** With the day of the week. */
		public static String full(LocalDate day, Locale locale) {
			return first(day, locale,
					DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
						.withLocale(RegionFormats.dates(locale))
						.format(day));
		}

		/** As it stands within a sentence. */
		public static String day(LocalDate day, Locale locale) {
			return first(day, locale,
					DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
						.withLocale(RegionFormats.dates(locale))
						.format(day));
		}

		/** When something was said, as a mail writes it. */
		public static String said(ZonedDateTime time, Locale locale) {
			return time(time, FormatStyle.LONG, FormatStyle.SHORT, locale);
		}

		/** Day and time, the month cut short. */
		public static String time(ZonedDateTime time, Locale locale) {
			return time(time, FormatStyle.MEDIUM, FormatStyle.SHORT, locale);
		}

		/** The same to the second. */
		public static String second(ZonedDateTime time, Locale locale) {
			return time(time, FormatStyle.MEDIUM, FormatStyle.MEDIUM, locale);
		}

		private static String time(ZonedDateTime time, FormatStyle day, FormatStyle style, Locale locale) {
			String written = first(time.toLocalDate(), locale,
					DateTimeFormatter.ofLocalizedDateTime(day, style)
						.withLocale(RegionFormats.dates(locale))
						.format(time));
			boolean twice = time.getZone().getRules().getValidOffsets(time.toLocalDateTime()).size() > 1;
			return twice ? written + "\u00a0" + DateTimeFormatter.ofPattern("O", locale).format(time) : written;
		}

		private static String first(LocalDate day, Locale locale, String written) {
			return (day.getDayOfMonth() == 1 && locale.getLanguage().equals("fr"))
					? written.replaceFirst("\\b1(?=[ \u00a0]\\p{L})", "1er") : written;
		}

	}

	/**
	 * Cities of time zones, countries and their money, as a language calls them (CLDR).
	 * With ICU's data: Java has no names of cities, and those of currencies as old as
	 * itself.
	 */
	public static final class PlaceNames {

		private final ULocale language;

		private final TimeZoneNames zones;

		public PlaceNames(Locale language) {
			this.language = ULocale.forLocale(language);
			this.zones = TimeZoneNames.getInstance(this.language);
		}

		/** The city by which a time zone is known; empty where it is none of a place. */
		public Optional<String> city(String zone) {
			return Optional.ofNullable(TimeZone.getCanonicalID(zone))
				.map(this.zones::getExemplarLocationName)
				.map((name) -> name.replace('[', '(').replace(']', ')'));
		}

		/** The country of a time zone; empty where it is in none. */
		public Optional<String> countryOf(String zone) {
			return Optional.ofNullable(TimeZone.getCanonicalID(zone))
				.map(TimeZone::getRegion)
				.filter((region) -> region.matches("[A-Z]{2}"))
				.map(this::country);
		}

		/** A country by its code, as {@code GB}. */
		public String country(String code) {
			return ULocale.getDisplayCountry("und-" + code, this.language);
		}

		/** A currency by its code; empty where the language has no name for it. */
		public Optional<String> currency(String code) {
			String name = Currency.getInstance(code)
				.getName(this.language, Currency.LONG_NAME, (boolean @Nullable []) null);
			return name.equals(code) ? Optional.empty() : Optional.of(name);
		}

	}

}
