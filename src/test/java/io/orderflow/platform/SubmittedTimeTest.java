package io.orderflow.platform;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A day and time as somebody submitted it. */
class SubmittedTimeTest {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	@Test
	void a_time_without_an_offset_is_where_its_writer_is() {
		assertThat(SubmittedTime.of(" 2026-12-31T18:00 ").in(PARIS)).isEqualTo(Instant.parse("2026-12-31T17:00:00Z"));
	}

	@Test
	void a_time_with_an_offset_is_the_same_everywhere() {
		assertThat(SubmittedTime.of("2026-12-31T18:00:00Z").in(PARIS)).isEqualTo(Instant.parse("2026-12-31T18:00:00Z"));
		assertThat(SubmittedTime.of("2026-12-31T18:00-05:00").in(PARIS))
			.isEqualTo(Instant.parse("2026-12-31T23:00:00Z"));
	}

	@Test
	void what_cannot_be_read_keeps_what_was_written() {
		assertThat(SubmittedTime.of("next week")).isEqualTo(new SubmittedTime("next week", null, null));
		assertThat(SubmittedTime.of("").in(PARIS)).isNull();
	}

}
