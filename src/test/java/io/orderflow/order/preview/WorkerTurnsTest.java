package io.orderflow.order.preview;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.orderflow.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Whose tasks workers take first. */
class WorkerTurnsTest {

	private final MovableClock clock = frozen();

	private final WorkerTurns turns = new WorkerTurns(this.clock);

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	private static MovableClock frozen() {
		MovableClock clock = new MovableClock();
		clock.freeze();
		return clock;
	}

	@Test
	void each_more_task_of_a_person_comes_after_the_first_of_another() {
		long first = this.turns.next("lea");
		long second = this.turns.next("lea");
		long others = this.turns.next("noah");
		assertThat(first).isEqualTo(others).isGreaterThan(second);
		assertThat(this.turns.next("lea")).isLessThan(second);
	}

	@Test
	void what_came_first_is_first_where_nobody_took_long() {
		long before = this.turns.next("lea");
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.turns.next("noah")).isLessThan(before);
	}

	/** Whose {@code millis()} divides by zero. */
	@Test
	void the_application_s_own_clock_tells_the_time_of_a_turn() {
		Clock own = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
		assertThat(-new WorkerTurns(own).next("lea")).isCloseTo(System.currentTimeMillis(), within(60_000L));
	}

	/** Nobody waits for ever, however much their files have taken. */
	@Test
	void what_took_long_counts_as_if_it_had_come_later() {
		this.turns.spend("lea", Duration.ofMinutes(1));
		long slow = this.turns.next("lea");
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(this.turns.next("noah")).isGreaterThan(slow);
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(this.turns.next("ida")).isLessThan(slow);
	}

	@Test
	void it_is_forgotten_and_nobody_pays_for_a_worker_that_was_away() {
		this.turns.spend("lea", Duration.ofDays(1));
		this.turns.spend("lea", Duration.ofDays(-1));
		this.clock.advance(Duration.ofMinutes(13));
		assertThat(this.turns.priority("lea")).isEqualTo(-this.clock.millis());
	}

}
