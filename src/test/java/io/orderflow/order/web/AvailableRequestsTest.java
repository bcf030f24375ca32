package io.orderflow.order.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.orderflow.order.ChangeRequest.Kind;
import io.orderflow.order.ChangeRequest.State;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.order.dashboard.RequestView;
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
	void a_refusal_can_be_disputed_while_the_other_side_asks_for_something_and_refuses_that() {
		AvailableRequests available = AvailableRequests.of(
				new OrderViews()
					.requests(OrderViews.request(Kind.CANCELLATION, State.DISPUTABLE, NOW.plusSeconds(1)),
							waiting(Kind.EXTENSION, "camille", NOW))
					.build(),
				"lea", DAY, false, NOW);
		assertThat(available.disputable()).isEqualTo(1);
		assertThat(available.disputeRefuses()).isTrue();
		assertThat(available.cancellation()).isFalse();
		AvailableRequests own = AvailableRequests.of(
				new OrderViews()
					.requests(OrderViews.request(Kind.CANCELLATION, State.DISPUTABLE, NOW.plusSeconds(1)),
							waiting(Kind.EXTENSION, "lea", NOW))
					.build(),
				"lea", DAY, false, NOW);
		assertThat(own.disputable()).as("one's own goes first").isZero();
	}

	@Test
	void a_client_asks_to_cancel_once_for_each_delivery() {
		OrderView.DeliveryView delivery = new OrderView.DeliveryView(1, "Here", List.of(), NOW, null, null, List.of(),
				null);
		OrderViews delivered = new OrderViews().status(OrderStatus.DELIVERED).deliveries(delivery);
		AvailableRequests used = client(delivered.requests(withdrawn("camille", NOW)));
		assertThat(used.cancellation()).isFalse();
		assertThat(used.cancellationUsed()).isTrue();
		assertThat(client(delivered.requests(withdrawn("camille", NOW.minusSeconds(1)))).cancellation())
			.as("before the delivery")
			.isTrue();
		assertThat(client(delivered.requests(withdrawn("lea", NOW))).cancellation()).as("the freelancer's").isTrue();
		assertThat(of(delivered.role("freelancer").requests(withdrawn("camille", NOW)).build()).cancellation())
			.isTrue();
	}

	private static AvailableRequests client(OrderViews order) {
		return AvailableRequests.of(order.role("client").build(), "camille", DAY, false, NOW);
	}

	private static RequestView withdrawn(String by, Instant at) {
		return request(Kind.CANCELLATION, State.WITHDRAWN, by, at);
	}

	private static RequestView waiting(Kind kind, String by, Instant at) {
		return request(kind, State.WAITING, by, at);
	}

	private static RequestView request(Kind kind, State state, String by, Instant at) {
		return new RequestView(2, kind, state, by, "Ill", null, null, null, at, at.plus(DAY), null, null, null, null,
				null, null, null, null, null, false);
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
