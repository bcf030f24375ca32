package io.orderflow.order.web;

import java.time.Duration;
import java.time.Instant;

import io.orderflow.order.ChangeRequest.Kind;
import io.orderflow.order.ChangeRequest.State;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViews;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page offers what the order would take, and nothing else. */
class AvailableRequestsTest {

	private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

	private static final Duration DAY = Duration.ofDays(1);

	@Test
	void a_date_can_be_moved_while_something_is_left_to_deliver() {
		assertThat(of(new OrderViews().due(NOW).build()).extension()).isTrue();
		assertThat(of(new OrderViews().build()).extension()).as("no date yet").isFalse();
		assertThat(of(new OrderViews().due(NOW).status(OrderStatus.DELIVERED).build()).extension()).isFalse();
	}

	@Test
	void an_order_that_is_accepted_or_closed_takes_no_request() {
		assertThat(of(new OrderViews().build()).cancellation()).isTrue();
		assertThat(of(new OrderViews().status(OrderStatus.DELIVERED).build()).cancellation()).isTrue();
		assertThat(of(new OrderViews().status(OrderStatus.ACCEPTED).build()).cancellation()).isFalse();
		assertThat(of(new OrderViews().status(OrderStatus.COMPLETED).build()).cancellation()).isFalse();
		assertThat(of(new OrderViews().status(OrderStatus.AWAITING_REQUIREMENTS).build()).cancellation())
			.as("the client cancels alone")
			.isFalse();
	}

	@Test
	void one_request_is_open_at_a_time() {
		OrderView order = new OrderViews().due(NOW)
			.requests(OrderViews.request(Kind.CANCELLATION, State.WAITING, null))
			.build();
		assertThat(of(order)).extracting(AvailableRequests::extension, AvailableRequests::cancellation)
			.containsExactly(false, false);
	}

	@Test
	void a_refusal_can_be_disputed_by_whoever_asked_until_its_time_has_passed() {
		assertThat(of(refused(NOW.plusSeconds(1))).disputable()).isEqualTo(1);
		assertThat(of(refused(NOW)).disputable()).as("the timer has not fired yet").isZero();
		assertThat(AvailableRequests.of(refused(NOW.plusSeconds(1)), "camille", DAY, false, NOW).disputable()).isZero();
	}

	@Test
	void a_later_date_begins_a_day_after_the_present_one_or_tomorrow() {
		assertThat(of(new OrderViews().due(NOW.plus(DAY)).build()).laterDue()).isEqualTo(NOW.plus(DAY).plus(DAY));
		assertThat(of(new OrderViews().due(NOW.minus(DAY)).build()).laterDue()).isEqualTo(NOW.plus(DAY));
	}

	private static OrderView refused(Instant disputeUntil) {
		return new OrderViews().requests(OrderViews.request(Kind.CANCELLATION, State.DISPUTABLE, disputeUntil)).build();
	}

	private static AvailableRequests of(OrderView order) {
		return AvailableRequests.of(order, "lea", DAY, false, NOW);
	}

}
