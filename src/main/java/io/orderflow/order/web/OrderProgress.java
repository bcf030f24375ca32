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
	 * @param state {@code done}, {@code now} or {@code later}
	 */
	public record Stage(String name, String state) {

		public boolean current() {
			return this.state.equals("now");
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
		int at = names.indexOf(now(order));
		boolean over = order.status().closed();
		List<Stage> stages = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			String state = (i < at || (over && i == at)) ? "done" : ((i == at) ? "now" : "later");
			boolean cancelled = names.get(i).equals("end") && order.status() == OrderStatus.CANCELLED;
			stages.add(new Stage(cancelled ? "cancelled" : names.get(i), state));
		}
		return new OrderProgress(stages, at + 1);
	}

	private static String now(OrderView order) {
		return switch (order.status()) {
			case AWAITING_REQUIREMENTS -> "requirements";
			case REQUIREMENTS_IN_REVIEW, AWAITING_CLARIFICATION -> "review";
			case PLANNING -> "plan";
			case DRAFTING, DRAFT_IN_REVIEW -> "approval";
			case IN_PRODUCTION, IN_REVISION -> "work";
			case DELIVERED -> "delivery";
			case ACCEPTED, COMPLETED, CANCELLED -> "end";
		};
	}

	/** The stage that the order is at. */
	public Stage now() {
		return this.stages.get(this.number - 1);
	}

}
