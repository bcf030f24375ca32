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
