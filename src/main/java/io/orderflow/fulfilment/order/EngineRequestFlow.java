package io.orderflow.fulfilment.order;

import java.util.Date;
import java.util.Optional;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.ProcessMessages;
import io.orderflow.order.process.OrderLock;
import io.orderflow.order.request.RequestAsked;
import io.orderflow.order.request.RequestFlow;
import io.orderflow.order.request.Ruling;
import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Requests on the process engine: {@code changeRequest.bpmn}. */
@Component
class EngineRequestFlow implements RequestFlow {

	private final EngineGateway engine;

	private final ProcessMessages messages;

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final OrderLock lock;

	private final TasklistDates dates;

	EngineRequestFlow(EngineGateway engine, ProcessMessages messages, RuntimeService runtime, TaskService tasks,
			OrderLock lock, TasklistDates dates) {
		this.engine = engine;
		this.messages = messages;
		this.runtime = runtime;
		this.tasks = tasks;
		this.lock = lock;
		this.dates = dates;
	}

	@Override
	public void asked(RequestAsked request) {
		VariableMap variables = Variables.createVariables()
			.putValue(ChangeRequestProcess.REQUEST_NO, request.no())
			.putValue(ChangeRequestProcess.OTHER_SIDE, request.otherSide())
			.putValue(ChangeRequestProcess.CANCELLATION_ASKED, request.cancellation())
			.putValue(ChangeRequestProcess.ANSWER_DUE, Date.from(request.answerDue()))
			.putValue(ChangeRequestProcess.ANSWER_REMINDER_AT, Date.from(request.reminderAt()))
			.putValue(ChangeRequestProcess.RULING_REMINDER_CYCLE, "R/" + request.rulingReminderEvery());
		this.engine
			.run(() -> this.runtime.startProcessInstanceByKey(ChangeRequestProcess.KEY, request.number(), variables));
	}

	@Override
	public void withdrawn(String orderNumber, int no) {
		this.messages.send(ChangeRequestProcess.REQUEST_WITHDRAWN, ChangeRequestProcess.KEY, orderNumber,
				ChangeRequestProcess.REQUEST_NO, no);
	}

	@Override
	public void disputed(String orderNumber, int no) {
		this.messages.send(ChangeRequestProcess.REQUEST_DISPUTED, ChangeRequestProcess.KEY, orderNumber,
				ChangeRequestProcess.REQUEST_NO, no);
		this.dates.tellAnew(orderNumber);
	}

	/**
	 * Whether the person is a moderator, the request itself asks; whether somebody else
	 * has claimed the task, its listener.
	 */
	@Override
	public void rule(String orderNumber, String moderator, Ruling ruling) {
		this.engine.together(() -> {
			this.lock.take(orderNumber);
			Task task = open(orderNumber).orElseThrow(() -> Refusal.notFound("no-such-dispute", orderNumber));
			this.engine.decide(new EngineGateway.Decision(moderator, task.getId(), ruling),
					() -> this.tasks.complete(task.getId()));
		});
	}

	private Optional<Task> open(String orderNumber) {
		return Optional.ofNullable(this.tasks.createTaskQuery()
			.processDefinitionKey(ChangeRequestProcess.KEY)
			.taskDefinitionKey(ChangeRequestProcess.RULE_ON_DISPUTE)
			.processInstanceBusinessKey(orderNumber)
			.singleResult());
	}

}
