package io.orderflow.order.web;

import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.step.Step;

/**
 * What waits for the other side, and of what the reader gets a notification: not of every
 * step that is done, but always of one that leads to a step of the reader's.
 *
 * @param step which
 * @param words the key of the text that says it
 * @param told the key of the text that says what the reader is told
 */
record TheirStep(OrderStep step, String words, String told) {

	private static final String THEIRS = "order.now.theirs.";

	private static final String TOLD = THEIRS + "told";

	static TheirStep of(Step<?> step, OrderView order) {
		return new TheirStep(step.id(), order.text(THEIRS + step.id().id()), TOLD + step.toldWhen(order));
	}

}
