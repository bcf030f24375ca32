package io.orderflow.order.web;

import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * The request that waits for an answer or a ruling, as the page says it where it says
 * what to do now: it stops nothing, and whose turn it is besides (S20).
 *
 * @param words the key of the text that says it
 * @param turn the key of the text that says who has to act on it; null where that is the
 * reader, whose turn it is then
 * @param silenceHeld whether it keeps silence from accepting a delivery (S26)
 */
public record OpenRequest(String words, @Nullable String turn, boolean silenceHeld) {

	/** Whether it is what a step waits for. */
	static boolean says(OrderStep step) {
		return step == OrderStep.ANSWER_REQUEST;
	}

	static @Nullable OpenRequest of(OrderView order, String reader) {
		return order.requests()
			.stream()
			.filter((request) -> request.state().open())
			.findFirst()
			.map((request) -> of(order, request, request.askedBy().equals(reader)))
			.orElse(null);
	}

	private static OpenRequest of(OrderView order, RequestView request, boolean mine) {
		boolean disputed = request.awaitsRuling();
		String awaited = disputed ? "order.turn.ruling" : "order.turn.answer";
		return new OpenRequest(
				"order.now.request." + (disputed ? request.state() : request.kind()) + (mine ? ".mine" : ".theirs"),
				(disputed || mine) ? awaited : null,
				order.status() == OrderStatus.DELIVERED && request.leavesSilenceUndated());
	}

}
