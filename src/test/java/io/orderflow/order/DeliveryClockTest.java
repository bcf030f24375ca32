package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;

import io.orderflow.order.DeliveryClock.StopReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a delivery is due (B1). */
class DeliveryClockTest {

	private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

	private static final Duration AN_HOUR = Duration.ofHours(1);

	private final DeliveryClock clock = new DeliveryClock();

	@Test
	void a_clock_that_has_not_started_is_due_at_no_time() {
		assertThat(this.clock.running()).isFalse();
		assertThat(this.clock.dueAt()).isNull();
		assertThat(this.clock.startedAt()).isNull();
	}

	@Test
	void what_has_not_started_neither_stops_nor_goes_on_nor_is_put_off() {
		this.clock.stop(NOON, StopReason.DRAFT);
		this.clock.resume(hours(1));
		this.clock.extend(AN_HOUR, 1, hours(2));
		assertThat(this.clock.stoppedAt()).isNull();
		assertThat(this.clock.stopReason()).isNull();
		assertThat(this.clock.dueAt()).isNull();
	}

	@Test
	void it_is_due_when_the_time_has_run() {
		this.clock.start(NOON, Duration.ofHours(10));
		assertThat(this.clock.running()).isTrue();
		assertThat(this.clock.startedAt()).isEqualTo(NOON);
		assertThat(this.clock.dueAt()).isEqualTo(hours(10));
	}

	@Test
	void it_stands_while_the_order_waits_for_the_client() {
		this.clock.start(NOON, Duration.ofHours(10));
		this.clock.stop(hours(2), StopReason.CLARIFICATION);
		assertThat(this.clock.running()).isFalse();
		assertThat(this.clock.stoppedAt()).isEqualTo(hours(2));
		assertThat(this.clock.stopReason()).isEqualTo(StopReason.CLARIFICATION);
		assertThat(this.clock.dueAt()).as("not yet known").isEqualTo(hours(10));
	}

	@Test
	void the_due_date_moves_by_exactly_the_time_it_stood() {
		this.clock.start(NOON, Duration.ofHours(10));
		this.clock.stop(hours(2), StopReason.DRAFT);
		this.clock.resume(hours(5));
		assertThat(this.clock.running()).isTrue();
		assertThat(this.clock.stopReason()).isNull();
		assertThat(this.clock.dueAt()).isEqualTo(hours(13));
		this.clock.stop(hours(6), StopReason.DRAFT);
		this.clock.resume(hours(7));
		assertThat(this.clock.dueAt()).isEqualTo(hours(14));
	}

	@Test
	void what_stands_already_stands_since_then() {
		this.clock.start(NOON, Duration.ofHours(10));
		this.clock.stop(hours(2), StopReason.DRAFT);
		this.clock.stop(hours(4), StopReason.DELIVERED);
		assertThat(this.clock.stoppedAt()).isEqualTo(hours(2));
		assertThat(this.clock.stopReason()).isEqualTo(StopReason.DRAFT);
	}

	@Test
	void what_runs_already_is_not_put_off() {
		this.clock.start(NOON, Duration.ofHours(10));
		this.clock.resume(hours(5));
		assertThat(this.clock.dueAt()).isEqualTo(hours(10));
	}

	@Test
	void more_time_is_added_while_it_runs_and_while_it_stands() {
		this.clock.start(NOON, Duration.ofHours(10));
		this.clock.extend(AN_HOUR, 1, hours(2));
		this.clock.stop(hours(2), StopReason.DRAFT);
		this.clock.extend(AN_HOUR, 1, hours(2));
		this.clock.resume(hours(3));
		assertThat(this.clock.dueAt()).isEqualTo(hours(13));
	}

	@Test
	void what_is_expected_moves_on_while_it_stands_for_the_client() {
		assertThat(this.clock.expectedDue(NOON)).isNull();
		this.clock.start(NOON, Duration.ofHours(10));
		assertThat(this.clock.expectedDue(hours(1))).as("it runs").isEqualTo(hours(10));
		this.clock.stop(hours(2), StopReason.DRAFT);
		assertThat(this.clock.expectedDue(hours(2))).isEqualTo(hours(10));
		assertThat(this.clock.expectedDue(hours(6))).isEqualTo(hours(14));
		this.clock.resume(hours(6));
		assertThat(this.clock.expectedDue(hours(6))).isEqualTo(this.clock.dueAt()).isEqualTo(hours(14));
		this.clock.stop(hours(7), StopReason.DELIVERED);
		assertThat(this.clock.expectedDue(hours(9))).as("delivered").isEqualTo(hours(14));
	}

	@Test
	void nothing_is_expected_later_of_what_was_closed_while_it_stood() {
		this.clock.start(NOON, Duration.ofHours(10));
		this.clock.stop(hours(2), StopReason.DRAFT);
		this.clock.close();
		assertThat(this.clock.expectedDue(hours(6))).isEqualTo(hours(10));
	}

	@Test
	void a_revision_starts_it_anew() {
		this.clock.start(NOON, Duration.ofHours(10));
		this.clock.stop(hours(2), StopReason.DELIVERED);
		this.clock.start(hours(20), Duration.ofHours(3));
		assertThat(this.clock.running()).isTrue();
		assertThat(this.clock.stopReason()).isNull();
		assertThat(this.clock.startedAt()).isEqualTo(hours(20));
		assertThat(this.clock.dueAt()).isEqualTo(hours(23));
	}

	private static Instant hours(long hours) {
		return NOON.plus(Duration.ofHours(hours));
	}

}
