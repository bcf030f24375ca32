package io.orderflow.order.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.orderflow.order.OrderStep;

/**
 * What orders need of the process engine. Nothing here decides: the order has already, or
 * does so when the step's listener hands it the decision ({@link StepDecision.Recorder}).
 */
public interface OrderFlow {

	/**
	 * What the process needs to know of a new order.
	 *
	 * @param number the business key
	 * @param client whom the process asks on the client's side
	 * @param freelancer whom it asks on the freelancer's
	 * @param requirementsComplete whether there is nothing to provide any more
	 * @param approvalNeeded whether the client approves a plan or draft before the
	 * delivery
	 * @param requirementsForm id of the form made of the listing's questions
	 * @param requirementsDeadline when an order without requirements is cancelled (C5)
	 * @param requirementsReminderEvery how often to ask whether to remind the client of
	 * them
	 * @param waitingReminderEvery how often to remind whoever holds up the order
	 */
	record Placed(String number, String client, String freelancer, boolean requirementsComplete, boolean approvalNeeded,
			String requirementsForm, Instant requirementsDeadline, Duration requirementsReminderEvery,
			Duration waitingReminderEvery) {

	}

	/**
	 * Starts the order's process in the caller's transaction: both commit, or neither.
	 */
	void placed(Placed order);

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

	/**
	 * By when those of several orders are due, as {@link OpenStep} has it, in one
	 * statement: by number, and without those of which nobody can say.
	 */
	Map<String, Map<OrderStep, Instant>> due(Collection<String> orderNumbers);

}
