package io.orderflow.order.preview;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose tasks workers take first. */
class WorkerTurnsTest {

	private final AtomicLong nanos = new AtomicLong();

	private final WorkerTurns turns = new WorkerTurns(this.nanos::get);

	@Test
	void each_more_task_of_a_person_comes_after_the_first_of_another() {
		assertThat(this.turns.next("lea")).isZero();
		assertThat(this.turns.next("lea")).isEqualTo(-5);
		assertThat(this.turns.next("lea")).isEqualTo(-10);
		assertThat(this.turns.next("noah")).isZero();
	}

	@Test
	void what_took_long_counts_for_longer_and_is_forgotten() {
		this.turns.spend("lea", Duration.ofMinutes(1));
		assertThat(this.turns.priority("lea")).isEqualTo(-60);
		this.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
		assertThat(this.turns.priority("lea")).isEqualTo(-50);
		this.nanos.addAndGet(Duration.ofMinutes(6).toNanos());
		assertThat(this.turns.next("lea")).isZero();
	}

}
