package io.orderflow.fulfilment;

/**
 * The names that code and {@code changeRequest.bpmn} share; a test keeps them equal. The
 * business key is the order's number; an order can have a refused request that may still
 * be disputed beside an open one, so that messages name the request too.
 */
final class ChangeRequestProcess {

	static final String KEY = "changeRequest";

	static final String RULE_ON_DISPUTE = "userTask_ruleOnDispute";

	/** Which of the order's requests. */
	static final String REQUEST_NO = "requestNo";

	/** Account of whoever is asked, the assignee of the answer. */
	static final String OTHER_SIDE = "otherSide";

	static final String CANCELLATION_ASKED = "cancellationAsked";

	static final String ANSWER_DUE = "answerDue";

	static final String REQUEST_ACCEPTED = "requestAccepted";

	static final String REFUSAL_DISPUTABLE = "refusalDisputable";

	static final String DISPUTE_UNTIL = "disputeUntil";

	static final String REQUEST_WITHDRAWN = "request.withdrawn";

	static final String REQUEST_DISPUTED = "request.disputed";

	static final String ORDER_CLOSED = "order.closed";

	private ChangeRequestProcess() {
	}

}
