package io.orderflow.order.dashboard;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.orderflow.order.OrderStatus;
import io.orderflow.order.dashboard.Dashboard.Filter;
import io.orderflow.platform.MoneyJson;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the list of orders leaves its view to decide. */
class DashboardTest {

	@Test
	void what_leaves_active_orders_out_is_counted() {
		assertThat(Arrays.stream(Filter.values()).filter((filter) -> !filter.counted())).containsExactly(Filter.ACTIVE,
				Filter.ALL);
	}

	@Test
	void it_says_how_many_are_active() {
		assertThat(new Dashboard(new Page<>(List.of(), null), Map.of(Filter.ACTIVE, 3), List.of()).active())
			.isEqualTo(3);
		assertThat(new Dashboard(new Page<>(List.of(), null), Map.of(), List.of()).active()).isZero();
	}

	@Test
	void what_does_not_wait_for_the_reader_waits_for_the_other_or_for_nobody() {
		assertThat(entry(OrderStatus.DRAFTING, false, null, true).theirs()).isTrue();
		assertThat(entry(OrderStatus.DRAFTING, true, null, true).theirs()).isFalse();
		assertThat(entry(OrderStatus.COMPLETED, false, null, true).theirs()).isFalse();
	}

	@Test
	void it_says_what_is_due_next() {
		assertThat(entry(OrderStatus.AWAITING_REQUIREMENTS, false, null, false).awaited()).isEqualTo(".requirements");
		assertThat(entry(OrderStatus.DELIVERED, false, null, false).awaited()).isEqualTo(".answer");
		assertThat(entry(OrderStatus.PLANNING, false, null, true).awaited()).isEmpty();
	}

	@Test
	void a_clock_stands_once_it_has_started_while_something_is_left_to_deliver() {
		assertThat(entry(OrderStatus.DRAFT_IN_REVIEW, false, Instant.EPOCH, false).clockStopped()).isTrue();
		assertThat(entry(OrderStatus.DRAFT_IN_REVIEW, false, Instant.EPOCH, true).clockStopped()).isFalse();
		assertThat(entry(OrderStatus.AWAITING_REQUIREMENTS, false, null, false).clockStopped()).isFalse();
		assertThat(entry(OrderStatus.DELIVERED, false, Instant.EPOCH, false).clockStopped()).isFalse();
	}

	private static Dashboard.Entry entry(OrderStatus status, boolean mine, @Nullable Instant due, boolean running) {
		return new Dashboard.Entry("OF-0000-0001", "Storyboard", new OrderView.Person("lea", "Léa", null), status,
				status, mine ? status.name() : null, null, MoneyJson.of("120", "EUR"), due, Instant.EPOCH, running,
				false, false, null);
	}

}
