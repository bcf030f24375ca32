package io.orderflow.platform.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InitialsTest {

	private final Initials initials = new Initials();

	@Test
	void a_name_is_the_first_letters_of_its_first_and_last_word() {
		assertThat(this.initials.of("Léa Moreau")).isEqualTo("LM");
		assertThat(this.initials.of("  élise  de la\u00a0tour ")).isEqualTo("ÉT");
		assertThat(this.initials.of("Noah")).isEqualTo("N");
		assertThat(this.initials.of("Jean-Luc “Lucky” (Martin)")).isEqualTo("JM");
		assertThat(this.initials.of("3D Studio")).isEqualTo("3S");
	}

	@Test
	void what_people_count_as_one_letter_is_one() {
		assertThat(this.initials.of("E\u0301lise Moreau")).isEqualTo("E\u0301M");
		assertThat(this.initials.of("\uD835\uDC00lice Bell")).as("beyond 16 bits").isEqualTo("\uD835\uDC00B");
		assertThat(this.initials.of("👩‍🎨")).as("a woman, joined with a palette").isEqualTo("👩‍🎨");
		assertThat(this.initials.of("ßen Ng")).isEqualTo("SSN");
	}

	@Test
	void scripts_that_join_their_letters_or_know_no_spaces_have_one() {
		assertThat(this.initials.of("山田太郎")).isEqualTo("山");
		assertThat(this.initials.of("김 민준")).isEqualTo("김");
		assertThat(this.initials.of("محمد علي")).isEqualTo("م");
		assertThat(this.initials.of("דוד כהן")).isEqualTo("דכ");
		assertThat(this.initials.of("\u202Eדוד\u202C כהן")).as("signs that turn what follows are none").isEqualTo("דכ");
	}

	@Test
	void a_name_without_letters_has_its_sign_and_an_empty_one_a_question_mark() {
		assertThat(this.initials.of("*** !")).isEqualTo("*!");
		assertThat(this.initials.of(" \u200B ")).isEqualTo("?");
	}

	@Test
	void every_colour_is_in_the_style_sheet_and_white_letters_are_legible_on_it() throws IOException {
		String styles = Files.readString(Path.of("src/main/resources/static/css/platform.css"));
		IntStream.range(0, Initials.TONES).forEach((tone) -> {
			Matcher colour = Pattern.compile("\\.tone-" + tone + " \\{ background: #([0-9a-f]{6}); }").matcher(styles);
			assertThat(colour.find()).as("tone %d", tone).isTrue();
			assertThat(1.05 / (luminance(Integer.parseInt(colour.group(1), 16)) + 0.05)).as("tone %d", tone)
				.isGreaterThanOrEqualTo(4.5);
		});
		assertThat(List.of("Léa", "Noah", "山田", ""))
			.allSatisfy((name) -> assertThat(this.initials.tone(name)).isBetween(0, Initials.TONES - 1)
				.isEqualTo(this.initials.tone(name)));
	}

	private static double luminance(int colour) {
		return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
	}

	private static double linear(int part) {
		double share = part / 255.0;
		return (share <= 0.04045) ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
	}

}
