package io.orderflow.platform.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearchWordsTest {

	@Test
	void case_and_accents_do_not_matter() {
		assertThat(SearchWords.of("Création d’un Logo – 3D !")).isEqualTo("creation d un logo 3d");
	}

	@Test
	void letters_that_are_two_are_found_by_both() {
		assertThat(SearchWords.of("Vœux ÆSIR Straße Øl Łódź Đuro")).isEqualTo("voeux aesir strasse ol lodz duro");
	}

	@Test
	void a_query_is_made_of_words_and_nothing_that_is_syntax() {
		assertThat(SearchWords.query("log é'); drop & !")).isEqualTo("log:* & drop:*");
		assertThat(SearchWords.query("&|!:*")).isEmpty();
	}

	@Test
	void words_of_some_weights_alone_can_be_looked_for() {
		assertThat(SearchWords.weighing("AD", SearchWords.query("logo journaux")))
			.isEqualTo("logo:*AD & (journal:*AD | journail:*AD | journau:*AD)");
	}

	@Test
	void letters_and_repetitions_are_no_words_to_look_for_and_eight_are_enough() {
		assertThat(SearchWords.query("a b c")).isEqualTo("a:*");
		assertThat(SearchWords.query("logo a 3 logos Logo")).isEqualTo("logo:*");
		assertThat(SearchWords.query("w1 w2 w3 w4 w5 w6 w7 w8 w9"))
			.isEqualTo("w1:* & w2:* & w3:* & w4:* & w5:* & w6:* & w7:* & w8:*");
	}

	@Test
	void the_plural_finds_the_singular_and_the_other_way_round() {
		assertThat(SearchWords.query("affiches journaux bateaux stories boxes bus")).isEqualTo(
				"affich:* & (journal:* | journail:* | journau:*) & bateau:* & (stori:* | story:*) & box:* & bus:*");
		assertThat(SearchWords.query("travaux")).as("of travail").contains("travail:*");
		assertThat(SearchWords.query("affiche journal bateau story box"))
			.isEqualTo("affiche:* & journal:* & bateau:* & story:* & box:*");
	}

	@Test
	void an_ending_that_may_be_none_leaves_words_that_begin_with_less() {
		assertThat(SearchWords.query("taux faux ties series")).isEqualTo("taux:* & faux:* & tie:* & (seri:* | sery:*)");
	}

}
