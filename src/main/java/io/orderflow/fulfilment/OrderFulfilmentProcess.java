package io.orderflow.fulfilment;

import java.util.Map;

import io.orderflow.order.OrderStep;

/**
 * The names that code and {@code orderFulfilment.bpmn} share; a test keeps them equal.
 * The business key is the order's number.
 */
final class OrderFulfilmentProcess {

	static final String KEY = "orderFulfilment";

	/** Account of the client, the assignee of the client's steps. */
	static final String CLIENT = "client";

	/** Account of the freelancer, the assignee of the freelancer's steps. */
	static final String FREELANCER = "freelancer";

	/** Id of the form that was made of the listing's questions. */
	static final String REQUIREMENTS_FORM = "requirementsForm";

	static final String REQUIREMENTS_COMPLETE = "requirementsComplete";

	static final String REQUIREMENTS_REMINDER_CYCLE = "requirementsReminderCycle";

	static final String REQUIREMENTS_DEADLINE = "requirementsDeadline";

	static final String WAITING_REMINDER_CYCLE = "waitingReminderCycle";

	static final String REQUIREMENTS_CLEAR = "requirementsClear";

	static final String FIRST_ROUND = "firstRound";

	static final String APPROVAL_NEEDED = "approvalNeeded";

	static final String DRAFT_APPROVED = "draftApproved";

	static final String UPDATE_DUE = "updateDue";

	static final String NEXT_UPDATE_CHECK = "nextUpdateCheck";

	static final String UPDATE_REMINDER_CYCLE = "updateReminderCycle";

	static final String REVIEW_REMINDER_AT = "reviewReminderAt";

	static final String SILENT_ACCEPTANCE_AT = "silentAcceptanceAt";

	static final String SILENCE_ACCEPTS = "silenceAccepts";

	/** One of the three values below. */
	static final String DELIVERY_DECISION = "deliveryDecision";

	static final String ACCEPTED = "accepted";

	static final String REVISION = "revision";

	static final String MORE_TIME = "moreTime";

	static final String ORDER_CANCELLED = "order.cancelled";

	static final String PROGRESS_POSTED = "progress.posted";

	private static final String USER_TASK = "userTask_";

	/** Which step each end event that reminds is about. */
	private static final Map<String, OrderStep> REMINDERS = Map.of(//
			"event_requirementsReminderSent", OrderStep.PROVIDE_REQUIREMENTS, //
			"event_clarificationReminderSent", OrderStep.CLARIFY_REQUIREMENTS, //
			"event_draftReminderSent", OrderStep.REVIEW_DRAFT, //
			"event_updateReminderSent", OrderStep.POST_PROGRESS_UPDATE, //
			"event_deliveryReminderSent", OrderStep.REVIEW_DELIVERY);

	private OrderFulfilmentProcess() {
	}

	static String userTask(OrderStep step) {
		return USER_TASK + step.id();
	}

	static OrderStep step(String userTask) {
		return OrderStep.ofId(userTask.substring(USER_TASK.length()))
			.orElseThrow(() -> new IllegalStateException("No step of an order: " + userTask));
	}

	static OrderStep remindedBy(String event) {
		OrderStep step = REMINDERS.get(event);
		if (step == null) {
			throw new IllegalStateException("Not known what this event reminds of: " + event);
		}
		return step;
	}

}
