package io.orderflow.platform.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MailAddressTest {

	/** Kelvin, long s, both Turkish i, full-width, a ligature, a raised letter, dots. */
	@ParameterizedTest
	@ValueSource(strings = { "\u212A", "\u017F", "\u0130", "\u0131", "\uFF41", "\uFF21", "\uFB01", "\u00AA", "\u2460",
			"\uFF0E", "\u3002", "\uFF61", "\uFF20", "\uD835\uDC1A" })
	void a_character_that_stands_for_one_within_ascii_is_in_no_address(String letter) {
		assertThat(MailAddress.isPlain("mar" + letter + "o@corp.example")).isFalse();
		assertThat(MailAddress.isPlain("marko@cor" + letter + "p.example")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Marko+x@Corp.example", "josé@éxample.fr", "straße@köln.example", "иван@пример.example",
			"ελένη@χ.example", "用户@例子.example" })
	void others_are_in_one(String address) {
		assertThat(MailAddress.isPlain(address)).isTrue();
	}

	@Test
	void letters_outside_ascii_are_kept_small_and_in_one_piece() {
		assertThat(MailAddress.kept(" JOSE\u0301@\u00C9xample.fr ")).isEqualTo("JOS\u00E9@\u00E9xample.fr");
		assertThat(MailAddress.folded("JOSE\u0301@\u00C9xample.fr")).isEqualTo("jos\u00E9@\u00E9xample.fr");
		assertThat(MailAddress.folded(MailAddress.kept("\u039F\u03A3@x.example")))
			.isEqualTo(MailAddress.folded("\u039F\u03A3@x.example"));
	}

}
