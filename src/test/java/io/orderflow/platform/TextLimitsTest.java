package io.orderflow.platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextLimitsTest {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\u00a0", "\u2003\t\n", "\u200b\ufeff", "\u3164", "\u2800", "\u115f\u1160",
			"\uffa0", "\u17b4", "\u034f", "\ufe0f", "\ud834\udd59", "\udb40\udd00" })
	void what_nobody_sees_is_blank(String text) {
		assertThat(TextLimits.isBlank(text)).isTrue();
		ProblemCollector problems = new ProblemCollector();
		problems.text("message", text, 10);
		assertThat(problems.has("message")).isTrue();
	}

	@Test
	void a_letter_or_a_picture_is_not() {
		assertThat(TextLimits.isBlank("\u00a0a")).isFalse();
		assertThat(TextLimits.isBlank("\ud83e\udd8a")).isFalse();
	}

	@Test
	void half_a_character_is_refused() {
		ProblemCollector problems = new ProblemCollector();
		problems.text("message", "a\ud83e", 10);
		problems.text("whole", "\ud83e\udd8a", 10);
		assertThat(problems.has("message")).isTrue();
		assertThat(problems.has("whole")).isFalse();
	}

	/** Each takes PostgreSQL six seconds to look for words in, where there are 20,000. */
	@ParameterizedTest
	@ValueSource(strings = { "\u0301", "\u0f73", "\u0344", "\u0897", "\u0316\u0301", "\ud834\udd65" })
	void more_marks_than_any_language_has_on_a_letter_are_refused(String marks) {
		String most = "a" + marks.repeat(TextLimits.MARKS / marks.codePointCount(0, marks.length()));
		ProblemCollector problems = new ProblemCollector();
		assertThat(problems.text("message", most + "b" + most, 100)).isEqualTo(most + "b" + most);
		assertThat(problems.none()).isTrue();
		assertThat(problems.text("message", most + marks, 100)).isEmpty();
		assertThat(problems.problems()).extracting(Refusal.Problem::code).containsExactly("text-stacks-marks");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Nguyễn", "Nguye\u0302\u0303n", "שָׁלוֹם", "नमस्ते", "བསྒྲུབས", "สวัสดี", "السَّلَامُ",
			"각하", "👩‍👩‍👧‍👦" })
	void languages_are_written_as_they_are(String words) {
		assertThat(TextLimits.stacksMarks(words.repeat(100))).isFalse();
	}

	@Test
	void nobody_goes_on_with_what_is_too_long() {
		assertThat(new ProblemCollector().line("name", "x".repeat(101), 100)).isEmpty();
	}

	@Test
	void a_day_has_a_year_that_people_write() {
		assertThat(SubmittedDate.of("+999999999-12-31").day()).isNull();
		assertThat(SubmittedDate.of("-0001-12-31").day()).isNull();
		assertThat(SubmittedDate.of("9999-12-31").day()).isNotNull();
	}

}
