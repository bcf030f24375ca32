package io.orderflow.order.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViews;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The progress line of an order, also of one that ended before its end. */
class OrderProgressTest {

	private static final OrderView.Requirement STORY = new OrderView.Requirement(
			new RequirementQuestion("story", RequirementQuestion.Kind.TEXT, "Your story?", true), List.of("A fox"),
			List.of());

	private static final OrderView.Task TASK = new OrderView.Task(1, "Draw", LocalDate.of(2026, 12, 4), null);

	@Test
	void a_step_is_done_once_the_next_has_begun() {
		assertThat(states(new OrderViews().status(OrderStatus.DRAFTING).build())).containsExactly("requirements done",
				"review done", "plan done", "approval now", "work later", "delivery later", "end later");
	}

	@Test
	void a_completed_order_is_at_its_end() {
		assertThat(states(new OrderViews().status(OrderStatus.COMPLETED).build())).containsExactly("requirements done",
				"review done", "plan done", "approval done", "work done", "delivery done", "end now");
	}

	@Test
	void a_cancelled_order_says_how_far_it_came_and_calls_nothing_done_that_was_not() {
		assertThat(states(new OrderViews().cancelled("camille", "").build())).containsExactly("requirements later",
				"cancelled over");
		assertThat(states(new OrderViews().requirements(STORY).cancelled("camille", "").build()))
			.containsExactly("requirements done", "review later", "cancelled over");
		assertThat(states(new OrderViews().requirements(STORY).plan(TASK).cancelled("camille", "").build()))
			.containsExactly("requirements done", "review done", "plan done", "approval later", "cancelled over");
		OrderView.DeliveryView delivery = new OrderView.DeliveryView(1, "Here", List.of(), Instant.EPOCH, null, null,
				List.of(), null);
		assertThat(states(
				new OrderViews().requirements(STORY).plan(TASK).deliveries(delivery).cancelled("camille", "").build()))
			.containsExactly("requirements done", "review done", "plan done", "approval done", "work done",
					"delivery later", "cancelled over");
	}

	private static List<String> states(OrderView order) {
		return OrderProgress.of(order).stages().stream().map((stage) -> stage.name() + " " + stage.state()).toList();
	}

}
