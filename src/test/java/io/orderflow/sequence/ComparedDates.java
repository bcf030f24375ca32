package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.Dashboard;
import io.orderflow.order.dashboard.OrderListItem;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.OpenStep;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When an order is due, and whether it is late: pages, lists, dashboards and the tasks of
 * Tasklist say what the model does, at the same second.
 */
final class ComparedDates {

	private final OrderModel model;

	private final OrderView order;

	/** Of what is delivered the date that it had then. */
	private final @Nullable Instant due;

	ComparedDates(OrderModel model, OrderView order) {
		this.model = model;
		this.order = order;
		this.due = (model.status == OrderStatus.DELIVERED)
				? model.clock.due.minus(Duration.between(model.delivered, model.now())) : model.clock.due;
	}

	/** Of an order that is not closed. */
	void compare(List<OrderListItem> lists, List<Dashboard.Entry> dashboards) {
		boolean late = this.model.clock.counts() && !this.model.clock.late.isZero();
		boolean runs = this.model.clock.due != null && !this.model.clock.stands;
		comparePage(late, runs);
		assertThat(lists).as("in the lists of both").hasSize(2).allSatisfy((item) -> {
			assertThat(item.late()).as("late in a list").isEqualTo(late);
			assertThat(item.due()).as("due in a list").isEqualTo(this.due);
			assertThat(item.clockRunning()).as("clock runs in a list").isEqualTo(runs);
		});
		assertThat(dashboards).as("on the dashboards of both").hasSize(2).allSatisfy((entry) -> {
			assertThat(entry.late()).as("late on a dashboard").isEqualTo(late);
			assertThat(entry.due()).as("due on a dashboard").isEqualTo(this.due);
			assertThat(entry.clockRunning()).as("clock runs on a dashboard").isEqualTo(runs);
			assertThat(entry.request()).as("a request is open").isEqualTo(this.model.open() != null);
			if (this.model.status != OrderStatus.AWAITING_REQUIREMENTS) {
				assertThat(entry.next()).as("due next").isEqualTo(next());
			}
		});
		compareTasks();
	}

	private void comparePage(boolean late, boolean runs) {
		assertThat(this.order.clock().due()).as("due on its page").isEqualTo(this.due);
		assertThat(this.order.clock().lateHeld()).as("held on its page")
			.isEqualTo(runs && this.model.clock.suspended());
		assertThat(this.order.late() != null).as("late on its page").isEqualTo(late);
		if (this.order.late() != null) {
			assertThat(this.order.late().since()).as("late since")
				.isEqualTo(this.model.now().minus(this.model.clock.late));
			assertThat(this.order.late().clientMayCancel()).as("and the client may cancel alone")
				.isEqualTo(this.model.lateForADay());
			assertThat(this.order.late().clientMayCancelFrom()).as("from").isEqualTo(this.model.cancellableFrom());
		}
	}

	private @Nullable Instant next() {
		return (this.model.status == OrderStatus.DELIVERED) ? this.order.acceptedBySilenceAt() : this.model.clock.due;
	}

	/** Where silence decides, pages say when: {@link OrderSequence} has compared that. */
	private void compareTasks() {
		Map<OrderStep, OpenStep> open = this.order.steps()
			.stream()
			.collect(Collectors.toMap(OpenStep::step, (step) -> step));
		for (OrderStep work : List.of(OrderStep.SUBMIT_DRAFT, OrderStep.DELIVER_WORK)) {
			compareTask(open.get(work), this.model.clock.stands ? null : this.model.clock.due);
		}
		compareTask(open.get(OrderStep.REVIEW_DELIVERY), this.order.acceptedBySilenceAt());
		this.model.requests(Request.State.WAITING)
			.findFirst()
			.ifPresent((request) -> compareTask(open.get(OrderStep.ANSWER_REQUEST), request.answer.at));
	}

	private static void compareTask(@Nullable OpenStep task, @Nullable Instant due) {
		if (task != null) {
			assertThat(task.due()).as("due date of %s in Tasklist", task.step()).isEqualTo(due);
		}
	}

}
