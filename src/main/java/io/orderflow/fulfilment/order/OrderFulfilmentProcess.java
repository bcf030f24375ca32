package io.orderflow.fulfilment.order;

import io.orderflow.order.OrderStep;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;

/**
 * The names that code and {@code orderFulfilment.bpmn} share; a test keeps them equal.
 * The business key is the order's number. What the gateways ask behind a step stands in
 * the step's class.
 */
public final class OrderFulfilmentProcess {

	public static final String KEY = "orderFulfilment";

	/** Account of the client, the assignee of the client's steps. */
	public static final String CLIENT = "client";

	/** Account of the freelancer, the assignee of the freelancer's steps. */
	public static final String FREELANCER = "freelancer";

	/** Id of the form that was made of the listing's questions. */
	public static final String REQUIREMENTS_FORM = "requirementsForm";

	public static final String REQUIREMENTS_COMPLETE = "requirementsComplete";

	public static final String REQUIREMENTS_REMINDER_CYCLE = "requirementsReminderCycle";

	public static final String REQUIREMENTS_DEADLINE_CYCLE = "requirementsDeadlineCycle";

	public static final String SILENCE_CANCELS = "silenceCancels";

	public static final String WAITING_REMINDER_CYCLE = "waitingReminderCycle";

	public static final String APPROVAL_NEEDED = "approvalNeeded";

	public static final String UPDATE_DUE = "updateDue";

	public static final String NEXT_UPDATE_CHECK = "nextUpdateCheck";

	public static final String UPDATE_REMINDER_CYCLE = "updateReminderCycle";

	/** Priority of the task that a worker is asked for; not kept. */
	public static final String TURN = "turn";

	public static final String ORDER_CANCELLED = "order.cancelled";

	public static final String PROGRESS_POSTED = "progress.posted";

	public static final String CLOCK_STOPPED = "clock.stopped";

	public static final String QUESTION_ASKED = "question.asked";

	public static final String QUESTION_WITHDRAWN = "question.withdrawn";

	private static final String USER_TASK = "userTask_";

	private OrderFulfilmentProcess() {
	}

	public static String userTask(OrderStep step) {
		return USER_TASK + step.id();
	}

	public static OrderStep step(String userTask) {
		return OrderStep.ofId(userTask.substring(USER_TASK.length()))
			.orElseThrow(() -> new IllegalStateException("No step of an order: " + userTask));
	}

	/** Which step an end event reminds of: the one whose timer leads to it. */
	public static OrderStep remindedBy(EndEvent event) {
		return stepBefore(event);
	}

	/** The step whose timer leads to an element. */
	static OrderStep stepBefore(FlowNode element) {
		FlowNode timer = element.getPreviousNodes().singleResult();
		return step(((BoundaryEvent) timer).getAttachedTo().getId());
	}

}
