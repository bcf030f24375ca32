package io.orderflow.platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextLimitsTest {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\u00a0", "\u2003\t\n", "\u200b\ufeff", "\u3164" })
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

	@ParameterizedTest
	@ValueSource(strings = { "Logo \u202e3D", "\u2067Logo" })
	void a_title_cannot_turn_the_direction_of_what_follows(String title) {
		ProblemCollector problems = new ProblemCollector();
		problems.line("title", title, 100);
		problems.line("hebrew", "\u05e9\u05dc\u05d5\u05dd", 100);
		assertThat(problems.has("title")).isTrue();
		assertThat(problems.has("hebrew")).isFalse();
	}

	@Test
	void a_line_break_is_one_character_wherever_it_comes_from() {
		ProblemCollector problems = new ProblemCollector();
		assertThat(problems.text("message", "a\r\nb", 3)).isEqualTo("a\nb");
		assertThat(problems.has("message")).isFalse();
	}

	@Test
	void half_a_character_is_refused() {
		ProblemCollector problems = new ProblemCollector();
		problems.text("message", "a\ud83e", 10);
		problems.text("whole", "\ud83e\udd8a", 10);
		assertThat(problems.has("message")).isTrue();
		assertThat(problems.has("whole")).isFalse();
	}

	@Test
	void a_day_has_a_year_that_people_write() {
		assertThat(SubmittedDate.of("+999999999-12-31").day()).isNull();
		assertThat(SubmittedDate.of("-0001-12-31").day()).isNull();
		assertThat(SubmittedDate.of("9999-12-31").day()).isNotNull();
	}

}
