package io.orderflow.platform.web;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page of an error says where only the status is known. */
class ExpiredFormHandlerTest {

	@Test
	void each_status_has_its_sentence() {
		assertThat(ExpiredFormHandler.code(404)).isEqualTo("unknown-path");
		assertThat(ExpiredFormHandler.code(403)).isEqualTo("no-right");
		assertThat(ExpiredFormHandler.code(400)).isEqualTo("bad-request");
		assertThat(ExpiredFormHandler.code(499)).isEqualTo("bad-request");
		assertThat(ExpiredFormHandler.code(500)).isEqualTo("internal-error");
		assertThat(ExpiredFormHandler.code(999)).isEqualTo("internal-error");
		assertThat(ExpiredFormHandler.code(null)).isEqualTo("internal-error");
	}

	@Test
	void the_bell_counts_to_ninety_nine() {
		assertThat(Frame.badge(99)).isEqualTo("99");
		assertThat(Frame.badge(100)).isEqualTo("99+");
	}

}
