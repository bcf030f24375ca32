package io.orderflow.order;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose turn it is, and what is over. */
class OrderStatusTest {

	@Test
	void it_is_the_clients_turn_while_a_question_in_between_is_open() {
		for (OrderStatus status : OrderStatus.values()) {
			assertThat(status.turn(DeliveryClock.StopReason.QUESTION))
				.isEqualTo(status.closed() ? OrderStatus.Turn.NOBODY : OrderStatus.Turn.CLIENT);
			assertThat(status.turn(DeliveryClock.StopReason.DRAFT)).isEqualTo(status.turn());
			assertThat(status.turn(null)).isEqualTo(status.turn());
		}
		assertThat(all(OrderStatus::takesQuestions)).containsExactly(OrderStatus.PLANNING, OrderStatus.DRAFTING,
				OrderStatus.IN_PRODUCTION, OrderStatus.IN_REVISION);
	}

	@Test
	void the_client_s_turn_is_what_the_order_waits_for_the_client_for() {
		assertThat(all((status) -> status.turn() == OrderStatus.Turn.CLIENT)).containsExactly(
				OrderStatus.AWAITING_REQUIREMENTS, OrderStatus.AWAITING_CLARIFICATION, OrderStatus.DRAFT_IN_REVIEW,
				OrderStatus.DELIVERED);
	}

	@Test
	void nobody_has_a_turn_in_what_was_accepted_or_is_over() {
		assertThat(all((status) -> status.turn() == OrderStatus.Turn.NOBODY)).containsExactly(OrderStatus.ACCEPTED,
				OrderStatus.COMPLETED, OrderStatus.CANCELLED);
		assertThat(all(OrderStatus::closed)).containsExactly(OrderStatus.COMPLETED, OrderStatus.CANCELLED);
	}

	@Test
	void work_is_under_way_from_complete_requirements_to_the_delivery() {
		assertThat(all(OrderStatus::underWay)).containsExactly(OrderStatus.REQUIREMENTS_IN_REVIEW,
				OrderStatus.AWAITING_CLARIFICATION, OrderStatus.PLANNING, OrderStatus.DRAFTING,
				OrderStatus.DRAFT_IN_REVIEW, OrderStatus.IN_PRODUCTION, OrderStatus.IN_REVISION);
	}

	@Test
	void a_step_is_found_by_its_name_in_the_model() {
		assertThat(OrderStep.values()).allSatisfy((step) -> assertThat(OrderStep.ofId(step.id())).contains(step));
		assertThat(OrderStep.ofId("PLAN_WORK")).isEmpty();
	}

	private static List<OrderStatus> all(Predicate<OrderStatus> which) {
		return Arrays.stream(OrderStatus.values()).filter(which).toList();
	}

}
