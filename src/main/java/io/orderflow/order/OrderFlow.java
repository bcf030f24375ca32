package io.orderflow.order;

import java.util.List;

/**
 * What orders need of the process engine. Nothing here decides: the order has already, or
 * does so when the step's listener hands it the decision ({@link StepDecision.Recorder}).
 */
public interface OrderFlow {

	/**
	 * Starts the order's process in the caller's transaction: both commit, or neither.
	 */
	void placed(OrderPlaced order);

	/**
	 * Completes the open user task of a decision's step with it. Call it outside any
	 * transaction, so that a collision with a job can be tried again.
	 * @throws io.orderflow.platform.Refusal {@code step-not-open} where nobody waits for
	 * it, {@code step-not-yours} where it waits for somebody else, and whatever the order
	 * refuses
	 */
	void complete(String orderNumber, String actor, StepDecision decision);

	/** Whoever waits for an update hears that one was posted; nobody waiting is fine. */
	void progressPosted(String orderNumber);

	/** The order was cancelled: its process goes to its cancelled end. */
	void cancelled(String orderNumber);

	/** The decisions that are waited for now. */
	List<OpenStep> openSteps(String orderNumber);

}
