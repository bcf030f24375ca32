package io.orderflow.platform;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import io.orderflow.platform.ReaderFormats.WrittenDates;
import io.orderflow.platform.SubmittedDate.Example;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Days and times as people type them where they are. */
class SubmittedDateTest {

	private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

	@ParameterizedTest
	@ValueSource(
			strings = { "en", "en-US", "en-GB", "en-CA", "en-FR", "en-DE", "fr", "fr-FR", "fr-CA", "fr-BE", "fr-US" })
	void what_people_read_they_can_type(String reader) {
		Locale locale = Locale.forLanguageTag(reader);
		for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(1)) {
			for (String written : List.of(WrittenDates.day(day, locale), WrittenDates.full(day, locale))) {
				assertThat(SubmittedDate.typed(written, locale)).as(written).isEqualTo(SubmittedDate.of(day));
			}
			LocalDateTime time = day.atTime(day.getDayOfMonth() % 24, 5);
			String written = WrittenDates.time(time.atZone(ZoneId.of("UTC")), locale);
			assertThat(SubmittedTime.typed(written, locale)).as(written).isEqualTo(SubmittedTime.of(time.toString()));
		}
	}

	/** Whatever the language: words and years say what is what. */
	@ParameterizedTest
	@ValueSource(strings = { "2026-12-31", " 2026-12-31 ", "2026/12/31", "31 December 2026", "31 Dec 2026",
			"31st of December 2026", "December 31st, 2026", "Dec. 31 2026", "31 décembre 2026", "31 DECEMBRE 2026",
			"le 31 déc. 2026", "jeudi 31 décembre 2026", "Thursday, December 31, 2026", "31\u00a0décembre\u00a02026" })
	void a_day_in_words_is_that_day_everywhere(String typed) {
		for (String reader : List.of("en", "en-US", "en-GB", "en-CA", "fr-FR", "fr-CA")) {
			assertThat(SubmittedDate.typed(typed, Locale.forLanguageTag(reader)).day()).as(reader).isEqualTo(LAST);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1er décembre 2026", "1er dec. 2026", "mardi 1er décembre 2026", "1 décembre 2026" })
	void the_first_is_1er_in_french(String typed) {
		assertThat(SubmittedDate.typed(typed, Locale.FRANCE).day()).isEqualTo("2026-12-01");
	}

	/**
	 * In Canada both are written, and so they may be in English of nobody knows where.
	 */
	@ParameterizedTest
	@CsvSource({ "en-US, 2026-03-04", "en-GB, 2026-04-03", "fr-FR, 2026-04-03", "en-FR, 2026-04-03", "fr, 2026-04-03",
			"fr-BE, 2026-04-03", "en-CA,", "fr-CA,", "en,", "fr-US," })
	void which_number_is_the_month_the_region_says_or_nobody(String reader, LocalDate day) {
		Locale locale = Locale.forLanguageTag(reader);
		for (String typed : List.of("03/04/2026", "3/4/2026", "03.04.2026", "03-04-2026")) {
			assertThat(SubmittedDate.typed(typed, locale)).as(typed)
				.isEqualTo((day != null) ? SubmittedDate.of(day) : new SubmittedDate(typed, null, Example.DAY));
		}
	}

	@ParameterizedTest
	@CsvSource({ "en-US,", "en-GB, 2026-12-31", "fr-FR, 2026-12-31", "en-CA, 2026-12-31", "fr-CA, 2026-12-31",
			"en, 2026-12-31" })
	void what_can_be_one_day_alone_is_that_day_but_where_the_month_comes_first(String reader, LocalDate day) {
		assertThat(SubmittedDate.typed("31/12/2026", Locale.forLanguageTag(reader)).day()).isEqualTo(day);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "31/12", "31/12/26", "30 February 2026", "31 Jui 2026", "31 Ma 2026",
			"31 Decembers 2026", "Friday 31 December 2026", "12/2026", "2026", "0000-12-31", "1 January 0000",
			"2026-13-01", "10000-01-01", "32/13/2026" })
	void what_is_no_day_keeps_what_was_written(String typed) {
		for (Locale reader : List.of(Locale.US, Locale.UK, Locale.FRANCE, Locale.CANADA_FRENCH)) {
			assertThat(SubmittedDate.typed(typed, reader)).isEqualTo(new SubmittedDate(typed, null, Example.DAY));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "31/12/2026", "31 December 2026", "2026/12/31", "1er décembre 2026" })
	void a_program_writes_days_in_one_way(String written) {
		assertThat(SubmittedDate.of(written)).isEqualTo(new SubmittedDate(written, null, Example.PROGRAMS_DAY));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			31 December 2026 at 6 pm  | 2026-12-31T18:00
			December 31, 2026 12 a.m. | 2026-12-31T00:00
			31 décembre 2026 à 18h    | 2026-12-31T18:00
			31 déc. 2026 18h05        | 2026-12-31T18:05
			2026-12-31 18:05          | 2026-12-31T18:05
			31 December 2026          |
			31 December 2026 25:00    |
			31 December 2026 18:60    |
			31 December 2026 13 pm    |
			soon                      |
			""")
	void a_time_is_typed_behind_its_day(String typed, String time) {
		assertThat(SubmittedTime.typed(typed, Locale.UK))
			.isEqualTo((time != null) ? SubmittedTime.of(time) : new SubmittedTime(typed, null, null, Example.TIME));
	}

}
