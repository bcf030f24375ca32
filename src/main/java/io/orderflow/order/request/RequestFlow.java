package io.orderflow.order.request;

import io.orderflow.order.flow.OrderFlow;

/**
 * What requests need of the process engine. Nothing here decides: the order has already,
 * or does so when the step's listener hands it the decision. The answer of the other side
 * is a step like any other ({@link OrderFlow#complete}).
 */
public interface RequestFlow {

	/** Starts the request's process in the caller's transaction. */
	void asked(RequestAsked request);

	/** What the request waits for ends: it was taken back, or refused by a dispute. */
	void withdrawn(String orderNumber, int no);

	/** A moderator is asked to rule. */
	void disputed(String orderNumber, int no);

	/**
	 * Completes the moderators' task with their ruling. Call it outside any transaction,
	 * so that a collision with a job can be tried again.
	 * @throws io.orderflow.platform.Refusal {@code no-such-dispute} where none is waited
	 * for, and whatever the order refuses
	 */
	void rule(String orderNumber, String moderator, Ruling ruling);

}
