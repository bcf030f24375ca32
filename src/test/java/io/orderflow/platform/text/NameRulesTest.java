package io.orderflow.platform.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NameRulesTest {

	@ParameterizedTest
	@ValueSource(strings = { "Orderflow", "O.R.D.E.R flow", "order Ｆlow", "\u041erderflow", "Orderfl0w", "0rderf1ow",
			"OrderfIow", "ORDERFLOW", "Ord\u0435rfl\u043ew Support", "order\u200bflow", "ord\u00ebrfl\u00f6w",
			"Orderflovv", "\u039frder Flow", "\u1d0f\u0280\u1d05\u1d07\u0280\ua730\u029f\u1d0f\u1d21 Team",
			"o\u0279de\u0279flow",
			"\ud83c\uddf4\ud83c\uddf7\ud83c\udde9\ud83c\uddea\ud83c\uddf7\ud83c\uddeb\ud83c\uddf1\ud83c\uddf4\ud83c\uddfc",
			"\ud83c\udd7ERDERFLOW" })
	void nobody_is_called_like_the_house_in_letters_that_look_alike(String name) {
		assertThat(NameRules.isOfTheHouse(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://evil.example", "see WWW.evil", "evil.example/x", "Open evil.example",
			"hxxp https:\u2044\u2044evil", "evil\uff0eexample", "evil\u3002example", "evil\u200b.\u200bexample",
			"a@evil.example", "\u0435vil.\u0440\u0444" })
	void a_name_is_no_link(String name) {
		assertThat(NameRules.problem(name)).hasValue("name-is-link");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u041el\u0435g", "P\u0430ypal", "Mona M\u043ederation", "\u0391nna", "An\u0578a" })
	void a_word_of_a_name_has_one_alphabet(String name) {
		assertThat(NameRules.problem(name)).hasValue("name-mixes-scripts");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Inès", "Da Silva", "O’Connor", "O'Connor", "J.R.R.", "J. R. R. Tolkien", "Dr. Smith",
			"Jean-Luc", "D’Angelo", "Анна", "Анна Ivanova", "Иван-Smith", "Γιώργος", "王小明", "山田 花子", "ひかりCo", "김민준",
			"محمد", "דוד", "Nguyễn", "Łukasz", "Þór", "Martin Jr.", "Andersen & Co", "Henri IV", "Level 42", "Flow",
			"Order", "Bordeflow", "Iñigo", "Məmməd" })
	void people_have_their_names(String name) {
		assertThat(NameRules.problem(name)).isEmpty();
		assertThat(NameRules.isOfTheHouse(name)).isFalse();
	}

}
