package io.orderflow.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Times, sizes and prices as the reader writes them. */
class ReaderFormatsTest {

	private static final Instant NOW = Instant.parse("2026-12-01T23:30:00Z");

	private final ReaderFormats english = reader(Locale.ENGLISH, "America/New_York");

	private final ReaderFormats french = reader(Locale.FRENCH, "Europe/Paris");

	@ParameterizedTest
	@CsvSource({ "PT29S, now", "-PT29S, just now", "PT30S, in 1 minute", "PT89S, in 1 minute", "PT90S, in 2 minutes",
			"PT59M29S, in 59 minutes", "PT59M30S, in 1 hour", "PT89M, in 1 hour", "PT90M, in 2 hours",
			"PT35H29M, in 35 hours", "PT35H30M, in 36 hours", "PT47H59M, in 48 hours", "PT48H, in 2 days",
			"PT53H29M, in 2 days", "PT53H30M, in 3 days", "PT77H29M, in 3 days", "-PT66H31M, 3 days ago",
			"PT0S, just now", "PT20S, now", "-PT30S, 1 minute ago", "-PT2H, 2 hours ago", "-P3D, 3 days ago" })
	void how_far_away_a_time_is(Duration away, String said) {
		assertThat(this.english.away(NOW.plus(away))).isEqualTo(said);
	}

	@Test
	void a_time_is_told_where_the_reader_is() {
		assertThat(this.english.time(NOW)).matches("Dec 1, 2026, 6:30\\hPM");
		assertThat(this.french.time(NOW)).matches("2 déc\\. 2026,?\\h00:30");
		assertThat(this.english.today()).isEqualTo(LocalDate.of(2026, 12, 1));
		assertThat(this.french.today()).isEqualTo(LocalDate.of(2026, 12, 2));
		assertThat(this.french.dayOf(NOW.minusSeconds(3_600))).isEqualTo(LocalDate.of(2026, 12, 1));
		assertThat(this.french.local(NOW.plusSeconds(59))).isEqualTo("2026-12-02T00:30");
		assertThat(this.french.standard(NOW.plusMillis(59))).isEqualTo("2026-12-01T23:30:00Z");
		assertThat(this.french.day(LocalDate.of(2026, 12, 1))).isEqualTo("mardi 1er décembre 2026");
	}

	/** Whether the language has forms of its own for the region or not. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			en-FR | 1 Dec 2026, 23:30 | 1_250,50_€ | 0,50_US$
			en-IT | 1 Dec 2026, 23:30 | 1.250,50_€ | 0,50_US$
			en-DE | 1 Dec 2026, 23:30 | 1.250,50_€ | 0,50_US$
			en-NL | 1 Dec 2026, 23:30 | €_1.250,50 | US$_0,50
			en-BR | 1 Dec 2026, 11:30 pm | €_1.250,50 | $_0,50
			en-JP | 1 Dec 2026, 11:30 pm | €1,250.50 | $0.50
			en-SA | 1 Dec 2026, 11:30 pm | €1,250.50 | $0.50
			en-CH | 1 Dec 2026, 23:30 | €_1’250.50 | US$_0.50
			en-IE | 1 Dec 2026, 23:30 | €1,250.50 | US$0.50
			en-US | Dec 1, 2026, 11:30_PM | €1,250.50 | $0.50
			fr-GB | 1er déc. 2026 23:30 | €1,250.50 | $US_0.50
			fr-US | 1er déc. 2026 23:30 | €1,250.50 | $0.50
			fr-BE | 1er déc. 2026 23:30 | 1_250,50_€ | 0,50_$US
			""")
	void dates_numbers_and_prices_follow_the_region_that_was_chosen(String tag, String time, String euros,
			String dollars) {
		ReaderFormats reader = reader(Locale.forLanguageTag(tag), "UTC");
		assertThat(plain(reader.time(NOW))).isEqualTo(plain(time));
		assertThat(plain(reader.price(MoneyJson.of("1250.5", "EUR")))).isEqualTo(plain(euros));
		assertThat(plain(reader.price(MoneyJson.of("0.5", "USD")))).isEqualTo(plain(dollars));
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void in_every_region_dates_and_prices_can_be_read_from_left_to_right(String language) {
		assertThat(Locale.getISOCountries()).allSatisfy((region) -> {
			ReaderFormats reader = reader(new Locale(language, region), "UTC");
			assertThat(reader.time(NOW)).contains("2026").contains("30");
			assertThat(reader.price(MoneyJson.of("1250.5", "EUR"))).matches("((€|EUR)\\h?)?1\\D250\\D50(\\h?€)?");
		});
	}

	/** Java writes some of the spaces one way and later versions another. */
	private static String plain(String written) {
		return written.replaceAll("[\\h_]", " ").replace("2026, 23", "2026 23");
	}

	@Test
	void dates_numbers_and_prices_have_the_form_of_the_region() {
		ReaderFormats british = reader(Locale.UK, "Europe/London");
		assertThat(british.time(NOW)).isEqualTo("1 Dec 2026, 23:30");
		assertThat(british.day(LocalDate.of(2026, 12, 1))).isEqualTo("Tuesday, 1 December 2026");
		assertThat(british.price(MoneyJson.of("120.5", "GBP"))).isEqualTo("£120.50");
		assertThat(british.price(MoneyJson.of("120.5", "USD"))).isEqualTo("US$120.50");
		assertThat(british.length(Duration.ofDays(2))).as("words stay those of the language").isEqualTo("2 days");
		assertThat(reader(new Locale("en", "AU"), "Australia/Sydney").time(NOW)).matches("2 Dec\\.? 2026, 10:30\\ham");
		assertThat(reader(new Locale("en", "IE"), "Europe/Dublin").time(NOW)).isEqualTo("1 Dec 2026, 23:30");
		ReaderFormats quebec = reader(Locale.CANADA_FRENCH, "America/Toronto");
		assertThat(quebec.time(NOW)).matches("1er déc\\. 2026,? 18\\hh\\h30");
		assertThat(quebec.price(MoneyJson.of("1200.5", "CAD"))).matches("1\\h200,50\\h\\$");
		assertThat(quebec.size(1_500)).isEqualTo("1,5\u00a0ko");
		assertThat(reader(new Locale("fr", "CH"), "Europe/Zurich").price(MoneyJson.of("1200.5", "CHF")))
			.matches("1\\h200[.,]50\\hCHF");
	}

	@Test
	void a_time_zone_is_called_by_its_city() {
		assertThat(reader(Locale.UK, "Europe/London").zone()).isEqualTo("London");
		assertThat(reader(Locale.FRENCH, "Europe/London").zone()).isEqualTo("Londres");
		assertThat(reader(Locale.FRENCH, "Africa/Cairo").zone()).isEqualTo("Le Caire");
		assertThat(reader(Locale.ENGLISH, "UTC").zone()).isEqualTo("UTC");
		assertThat(reader(Locale.ENGLISH, "Z").zone()).isEqualTo("UTC");
	}

	@Test
	void currencies_are_called_in_the_language_of_the_reader() {
		assertThat(this.french.currency("SLE")).isEqualTo("SLE – leone sierra-léonais");
		assertThat(this.french.currency("XCG")).isEqualTo("XCG – florin caribéen");
		assertThat(this.french.currency("ZWG")).isEqualTo("ZWG – or du Zimbabwe");
		assertThat(this.french.currency("EUR")).isEqualTo("EUR – euro");
		assertThat(this.english.currency("GBP")).isEqualTo("GBP – British Pound");
	}

	@Test
	void one_byte_is_one_and_so_is_none_in_french() {
		assertThat(this.english.size(0)).isEqualTo("0\u00a0bytes");
		assertThat(this.english.size(1)).isEqualTo("1\u00a0byte");
		assertThat(this.french.size(0)).isEqualTo("0\u00a0octet");
		assertThat(this.french.size(1)).isEqualTo("1\u00a0octet");
		assertThat(this.french.size(2)).isEqualTo("2\u00a0octets");
		assertThat(this.french.size(1_500_000)).isEqualTo("1,5\u00a0Mo");
	}

	@ParameterizedTest
	@CsvSource({ "fr, Europe/Paris, 2026-10-24T23:59:00Z, 25 oct. 2026 01:59",
			"fr, Europe/Paris, 2026-10-25T00:30:00Z, 25 oct. 2026 02:30 UTC+2",
			"fr, Europe/Paris, 2026-10-25T01:30:00Z, 25 oct. 2026 02:30 UTC+1",
			"fr, Europe/Paris, 2026-10-25T02:00:00Z, 25 oct. 2026 03:00",
			"en, America/New_York, 2026-11-01T05:30:00Z, Nov 1 2026 1:30 AM GMT-4",
			"en, America/New_York, 2026-11-01T06:30:00Z, Nov 1 2026 1:30 AM GMT-5",
			"en, Europe/Paris, 2026-03-29T00:59:00Z, Mar 29 2026 1:59 AM",
			"en, Europe/Paris, 2026-03-29T01:00:00Z, Mar 29 2026 3:00 AM" })
	void a_time_in_the_hour_that_comes_twice_says_in_which(Locale locale, String zone, Instant time, String said) {
		assertThat(reader(locale, zone).time(time).replaceAll("[\\h,]+", " ")).isEqualTo(said);
	}

	@Test
	void the_beginning_of_a_text_ends_between_two_characters() {
		assertThat(this.english.beginning("🦊🦊🦊", 2)).isEqualTo("🦊🦊…");
		assertThat(this.english.beginning("🦊🦊", 2)).isEqualTo("🦊🦊");
	}

	@Test
	void what_is_past_is_past() {
		assertThat(this.english.past(NOW.minusNanos(1))).isTrue();
		assertThat(this.english.past(NOW)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "PT24H, 1 day", "PT120H, 5 days", "PT1H, 1 hour", "PT36H, 36 hours" })
	void a_length_is_told_in_days_where_it_is_whole_ones(Duration length, String said) {
		assertThat(this.english.length(length)).isEqualTo(said);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0 seconds", "PT1S, 1 second", "PT59M59.9S, 59 minutes 59 seconds", "PT1H, 1 hour",
			"PT25H1M, 1 day 1 hour", "PT48H30M, 2 days" })
	void what_lasted_is_told_in_its_two_largest_units(String lasted, String said) {
		assertThat(this.english.lasting(lasted)).isEqualTo(unbroken(said));
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0 seconds", "PT1S, 1 second", "PT25H1M, 1 day 1 hour 1 minute",
			"PT24H59M3S, 1 day 59 minutes 3 seconds" })
	void what_lasted_is_told_to_the_second_where_parts_make_a_whole(Duration lasted, String said) {
		assertThat(this.english.lastingExactly(lasted)).isEqualTo(unbroken(said));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 bytes", "999, 999 bytes", "1000, 1 kB", "1500, 1.5 kB", "999949, 999.9 kB", "999999, 1 MB",
			"1000000, 1 MB", "2500000000, 2.5 GB", "5000000000000, '5,000 GB'" })
	void a_size_has_the_unit_that_fits(long bytes, String said) {
		assertThat(this.english.size(bytes).replace(",", "")).isEqualTo(said.replace(",", "").replace(' ', '\u00a0'));
	}

	@Test
	void a_price_has_at_least_the_decimals_of_its_currency() {
		assertThat(this.english.price(MoneyJson.of("1200", "EUR"))).isEqualTo("€1,200.00");
		assertThat(this.english.price(MoneyJson.of("0.125", "EUR"))).isEqualTo("€0.125");
		assertThat(this.english.price(MoneyJson.of("1200", "JPY"))).isEqualTo("¥1,200");
		assertThat(this.french.price(MoneyJson.of("1200.5", "EUR"))).matches("1\\h200,50\\h€");
	}

	@Test
	void the_first_of_a_month_is_1er_in_french() {
		assertThat(this.french.day(LocalDate.of(2026, 12, 1))).isEqualTo("mardi 1er décembre 2026");
		assertThat(this.french.day(LocalDate.of(2026, 12, 21))).isEqualTo("lundi 21 décembre 2026");
		assertThat(this.french.time(Instant.parse("2026-12-01T11:00:00Z"))).startsWith("1er déc. 2026");
		assertThat(this.english.day(LocalDate.of(2026, 12, 1))).isEqualTo("Tuesday, December 1, 2026");
	}

	@Test
	void a_kind_of_file_is_said_in_words() {
		assertThat(this.french.kinds(List.of("image/*", "application/pdf"))).isEqualTo("images, PDF");
		assertThat(this.english.kind("application/x-dosexec")).isEqualTo("program");
		assertThat(this.english.kind("image/heic")).as("one file").isEqualTo("picture");
		assertThat(this.french.kind("video/mp4")).isEqualTo("vidéo");
		assertThat(this.french.kinds(List.of("video/*"))).isEqualTo("vidéos");
		assertThat(this.english.kind("application/x-unheard-of")).isEqualTo("other");
	}

	@Test
	void a_file_cannot_be_called_what_it_is_not() {
		assertThat(this.english.fileName("facture\u202egpj.exe")).isEqualTo("facture\ufffdgpj.exe");
		assertThat(this.english.fileName("f".repeat(96) + ".jpg")).isEqualTo("f".repeat(96) + ".jpg");
		assertThat(this.english.fileName("f".repeat(97) + ".jpg"))
			.isEqualTo("f".repeat(80) + "…" + "f".repeat(16) + ".jpg");
	}

	/** No line ends between a number and its unit. */
	private static String unbroken(String said) {
		return said.replaceAll("(\\d) ", "$1\u00a0");
	}

	private static ReaderFormats reader(Locale locale, String zone) {
		return Readers.formats(locale, zone, NOW);
	}

}
