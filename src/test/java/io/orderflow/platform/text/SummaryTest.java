package io.orderflow.platform.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTest {

	@Test
	void a_summary_is_one_paragraph_that_ends_at_a_word() {
		assertThat(Summary.of(" I draw a logo.\n\nIncluded:\n- two sketches\n* SVG and  PDF\n"))
			.isEqualTo("I draw a logo. Included: two sketches · SVG and PDF");
		assertThat(Summary.of("A scan at 600 dpi\n\u2022 in colour\r\nNo framing\nnor glass\n\n\f\n1 set"))
			.isEqualTo("A scan at 600 dpi · in colour · No framing nor glass · 1 set");
		String words = "word ".repeat(27) + "end. And more of it";
		assertThat(Summary.of(words)).isEqualTo("word ".repeat(27) + "end…");
		assertThat(Summary.of("x".repeat(300))).isEqualTo("x".repeat(140) + "…");
	}

	@Test
	void lines_of_a_summary_that_end_without_a_stop_are_told_apart() {
		assertThat(Summary.of("You get:\r\n- a scan at 600 dpi\r\n\r\nDoes not include framing"))
			.isEqualTo("You get: a scan at 600 dpi · Does not include framing");
		assertThat(Summary.of("A logo for your business.\n- three concepts\n- one brand sheet"))
			.isEqualTo("A logo for your business. · three concepts · one brand sheet");
		assertThat(Summary.of("Watercolours\nOils!\nBoth, on paper\nthat lasts\n\nor on wood"))
			.isEqualTo("Watercolours · Oils! Both, on paper that lasts · or on wood");
	}

}
