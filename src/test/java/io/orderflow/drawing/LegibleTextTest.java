package io.orderflow.drawing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LegibleTextTest {

	/**
	 * Twenty thousand Thai letters took ten seconds: each was looked for in each font,
	 * and with three such messages nobody got a dossier.
	 */
	@Test
	void what_no_font_has_is_one_sign_before_anybody_looks_for_it() {
		assertThat(LegibleText.of("ก\u0e31ข a")).isEqualTo("\ufffd\ufffd\ufffd a");
		assertThat(LegibleText.of("\ud81e\udc00\u0b95\u1200")).isEqualTo("\ufffd\ufffd\ufffd");
	}

	@ParameterizedTest
	@ValueSource(strings = { "L’œuvre, à 12 €", "Łódź, Ελλάδα, Москва", "漢字かな", "한국어", "שלום", "سلام", "☎→✓",
			"\ud83d\ude00", "❤\ufe0f", "a\u00a0b\u2009c\u3000d", "a\u200db", "e\u0301" })
	void what_they_have_stays(String text) {
		assertThat(LegibleText.of(text)).isEqualTo(text);
	}

	@Test
	void what_does_something_unseen_stands_there_by_its_number() {
		assertThat(LegibleText.of("a\u202eb\u0007\u00ad")).isEqualTo("a[U+202E]b[U+0007][U+00AD]");
	}

}
