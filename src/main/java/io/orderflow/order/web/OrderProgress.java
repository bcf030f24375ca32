package io.orderflow.order.web;

import java.util.ArrayList;
import java.util.List;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.dashboard.OrderView;

/**
 * How far an order is, as a line of stages: what the reader sees at a glance.
 *
 * @param stages from the first to the last
 * @param number of the one that it is at, from 1
 */
public record OrderProgress(List<Stage> stages, int number) {

	/**
	 * One of them.
	 *
	 * @param name ends the key of its text
	 * @param state {@code done}, {@code now} or {@code later}; of a cancelled order the
	 * last is {@code over}, and the one before, in which it ended, {@code later}
	 */
	public record Stage(String name, String state) {

		public boolean current() {
			return this.state.equals("now") || this.state.equals("over");
		}

		public boolean done() {
			return this.state.equals("done");
		}

	}

	static OrderProgress of(OrderView order) {
		List<String> names = new ArrayList<>(List.of("requirements", "review", "plan"));
		if (order.approval() != ApprovalNeeded.NONE) {
			names.add("approval");
		}
		names.addAll(List.of("work", "delivery", "end"));
		if (order.status() == OrderStatus.CANCELLED) {
			names.subList(names.indexOf(reached(order)) + 1, names.size()).clear();
			names.add("cancelled");
		}
		int at = names.indexOf(now(order));
		List<Stage> stages = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			boolean left = names.get(Math.min(i + 1, at)).equals("cancelled");
			stages.add(new Stage(names.get(i),
					(i == at) ? (left ? "over" : "now") : ((i > at || left) ? "later" : "done")));
		}
		return new OrderProgress(stages, at + 1);
	}

	/** What a cancelled order was at when it ended, by what there is of it. */
	private static String reached(OrderView order) {
		if (!order.deliveries().isEmpty()) {
			return order.revisions().round() > order.deliveries().size() ? "work" : "delivery";
		}
		if (!order.plan().isEmpty()) {
			boolean approves = order.approval() != ApprovalNeeded.NONE;
			boolean approved = order.drafts().stream().anyMatch((draft) -> "APPROVED".equals(draft.decision()));
			return (approves && !approved) ? "approval" : "work";
		}
		return order.requirements().stream().anyMatch((one) -> !one.texts().isEmpty() || !one.files().isEmpty())
				? "review" : "requirements";
	}

	private static String now(OrderView order) {
		return switch (order.status()) {
			case AWAITING_REQUIREMENTS -> "requirements";
			case REQUIREMENTS_IN_REVIEW, AWAITING_CLARIFICATION -> "review";
			case PLANNING -> "plan";
			case DRAFTING, DRAFT_IN_REVIEW -> "approval";
			case IN_PRODUCTION, IN_REVISION -> "work";
			case DELIVERED -> "delivery";
			case ACCEPTED, COMPLETED -> "end";
			case CANCELLED -> "cancelled";
		};
	}

	/** The stage that the order is at. */
	public Stage now() {
		return this.stages.get(this.number - 1);
	}

}
