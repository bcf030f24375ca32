package io.orderflow.fulfilment.order;

import io.orderflow.order.step.AnswerRequest;

/**
 * The names that code and {@code changeRequest.bpmn} share; a test keeps them equal. The
 * business key is the order's number; an order can have a refused request that may still
 * be disputed beside an open one, so that messages name the request too.
 */
public final class ChangeRequestProcess {

	public static final String KEY = "changeRequest";

	public static final String RULE_ON_DISPUTE = "userTask_ruleOnDispute";

	/** Which of the order's requests. */
	public static final String REQUEST_NO = "requestNo";

	/** Account of whoever is asked, the assignee of the answer. */
	public static final String OTHER_SIDE = "otherSide";

	public static final String CANCELLATION_ASKED = "cancellationAsked";

	public static final String ANSWER_DUE = "answerDue";

	public static final String ANSWER_REMINDER_AT = "answerReminderAt";

	/** How often moderators are reminded of a dispute. */
	public static final String RULING_REMINDER_CYCLE = "rulingReminderCycle";

	public static final String NEXT_DISPUTE_CHECK = AnswerRequest.NEXT_DISPUTE_CHECK;

	public static final String REFUSAL_STANDS = "refusalStands";

	public static final String REQUEST_ACCEPTED = AnswerRequest.ACCEPTED;

	public static final String REQUEST_WITHDRAWN = "request.withdrawn";

	public static final String REQUEST_DISPUTED = "request.disputed";

	public static final String ORDER_CLOSED = "order.closed";

	private ChangeRequestProcess() {
	}

}
