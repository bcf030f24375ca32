package io.orderflow.platform.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearchWordsTest {

	@Test
	void case_and_accents_do_not_matter() {
		assertThat(SearchWords.of("Création d’un Logo – 3D !")).isEqualTo("creation d un logo 3d");
	}

	@Test
	void a_query_is_made_of_words_and_nothing_that_is_syntax() {
		assertThat(SearchWords.query("log é'); drop & !")).isEqualTo("log:* & e:* & drop:*");
		assertThat(SearchWords.query("&|!:*")).isEmpty();
	}

	@Test
	void the_plural_finds_the_singular_and_the_other_way_round() {
		assertThat(SearchWords.query("affiches journaux bateaux stories boxes bus"))
			.isEqualTo("affich:* & journa:* & bateau:* & stor:* & box:* & bus:*");
		assertThat(SearchWords.query("affiche journal bateau story box"))
			.isEqualTo("affiche:* & journal:* & bateau:* & story:* & box:*");
	}

}
