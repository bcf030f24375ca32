package io.orderflow.platform.text;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts in the reader's language and form, kept for as many regions as there is room for.
 */
class SentencesTest {

	private final Sentences sentences = new Sentences();

	@Test
	void numbers_are_in_the_form_of_the_region() {
		assertThat(tooLong(Locale.UK)).isEqualTo("At most 10,000 characters fit here; this has 12,345.");
		assertThat(tooLong(new Locale("en", "IT"))).as("that Java has no English for")
			.isEqualTo("At most 10.000 characters fit here; this has 12.345.");
		assertThat(tooLong(new Locale("en", "CH"))).isEqualTo("At most 10’000 characters fit here; this has 12’345.");
		assertThat(tooLong(Locale.FRANCE)).contains("10\u202f000", "12\u202f345");
		assertThat(tooLong(Locale.CANADA_FRENCH)).contains("10\u00a0000", "12\u00a0345");
	}

	private String tooLong(Locale reader) {
		return this.sentences.getMessage("refusal.text-too-long", new Object[] { 10_000, 12_345 }, reader);
	}

	@Test
	void whoever_names_many_regions_has_no_more_kept() {
		List<String> codes = ResourceBundle.getBundle("messages", Locale.ENGLISH).keySet().stream().toList();
		List<String> regions = List.of(Locale.getISOCountries()).subList(0, 40);
		for (String region : regions) {
			codes.forEach((code) -> this.sentences.getMessage(code, new Object[0], new Locale("fr", region)));
		}
		assertThat(codes.size() * regions.size()).isGreaterThan(Sentences.KEPT);
		assertThat(this.sentences.kept()).isLessThanOrEqualTo(Sentences.KEPT);
	}

}
