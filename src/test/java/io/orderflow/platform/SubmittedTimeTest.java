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

	/** Both read on the page which of the two hours is meant. */
	@Test
	void of_an_hour_that_comes_twice_the_first_is_meant_and_one_that_is_left_out_is_an_hour_later() {
		assertThat(SubmittedTime.of("2026-10-25T02:30").in(PARIS)).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
		assertThat(SubmittedTime.of("2026-03-29T02:30").in(PARIS)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
	}

	@Test
	void what_cannot_be_read_keeps_what_was_written() {
		assertThat(SubmittedTime.of("next week"))
			.isEqualTo(new SubmittedTime("next week", null, null, SubmittedDate.Example.PROGRAMS_TIME));
		assertThat(SubmittedTime.of("").in(PARIS)).isNull();
	}

}
