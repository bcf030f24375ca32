package io.orderflow.platform.quota;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CounterTest {

	private static final Duration HOUR = Duration.ofHours(1);

	private final Instant now = Instant.parse("2026-11-29T06:00:00Z");

	private final Counter counter = new Counter();

	@Test
	void there_is_room_until_there_is_none_and_again_once_the_first_counts_no_more() {
		assertThat(take(2, this.now)).isEqualTo(this.now);
		assertThat(take(1, this.now.plusSeconds(60))).isEqualTo(this.now);
		assertThat(take(1, this.now.plusSeconds(61))).isNull();
		assertThat(this.counter.seconds(this.now.plusSeconds(61), HOUR)).isEqualTo(3539);
		assertThat(take(1, this.now.plus(HOUR))).isEqualTo(this.now.plus(HOUR));
		assertThat(take(2, this.now.plus(HOUR))).isNotNull();
		assertThat(take(1, this.now.plus(HOUR))).isNull();
	}

	@Test
	void what_came_to_nothing_is_given_back() {
		take(3, this.now);
		this.counter.giveBack(1, this.now);
		assertThat(take(1, this.now)).isNotNull();
		assertThat(take(1, this.now)).isNull();
	}

	@Test
	void what_began_to_count_anew_is_not_given_back_for_what_was_before() {
		take(3, this.now);
		take(3, this.now.plus(HOUR));
		this.counter.giveBack(3, this.now);
		assertThat(take(1, this.now.plus(HOUR))).isNull();
	}

	@Test
	void one_that_is_larger_than_all_of_it_is_taken_where_nothing_was_before() {
		assertThat(take(10, this.now)).isNotNull();
		assertThat(take(1, this.now)).isNull();
	}

	@Test
	void a_clock_that_was_put_back_begins_anew() {
		take(3, this.now);
		assertThat(take(1, this.now.minus(HOUR))).isEqualTo(this.now.minus(HOUR));
	}

	@Test
	void nothing_counts_before_the_first_and_after_the_last() {
		assertThat(this.counter.isOver(this.now, HOUR)).isTrue();
		take(1, this.now);
		assertThat(this.counter.isOver(this.now.plus(HOUR).minusMillis(1), HOUR)).isFalse();
		assertThat(this.counter.seconds(this.now.plus(HOUR).minusMillis(1), HOUR)).isOne();
		assertThat(this.counter.isOver(this.now.plus(HOUR), HOUR)).isTrue();
	}

	private Instant take(long amount, Instant at) {
		return this.counter.take(amount, 3, at, HOUR);
	}

}
