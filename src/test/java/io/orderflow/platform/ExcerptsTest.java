package io.orderflow.platform;

import io.orderflow.platform.Excerpts.Excerpt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExcerptsTest {

	private final Excerpts excerpts = new Excerpts();

	@Test
	void what_is_cut_says_so_down_to_one_character() {
		String whole = "x".repeat(Excerpts.LONGEST);
		assertThat(this.excerpts.of(whole)).isEqualTo(new Excerpt(whole, false));
		assertThat(this.excerpts.of(whole + "y")).isEqualTo(new Excerpt(whole + "…", true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.org/", "HTTP://example.org/", "(https://example.org/" })
	void an_address_is_not_cut(String address) {
		String before = "x".repeat(Excerpts.LONGEST - 30) + " \u770b";
		String bracket = address.startsWith("(") ? "(" : "";
		assertThat(this.excerpts.of(before + address + "y".repeat(30)))
			.isEqualTo(new Excerpt(before + bracket + "…", true));
	}

	@Test
	void an_address_that_ends_before_stays() {
		String before = "https://example.org " + "x".repeat(Excerpts.LONGEST - 20);
		assertThat(this.excerpts.of(before + "y").text()).isEqualTo(before + "…");
	}

}
