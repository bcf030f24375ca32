package io.orderflow.fulfilment.order;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.ProcessMessages;
import io.orderflow.order.OpenStep;
import io.orderflow.order.OrderFlow;
import io.orderflow.order.OrderPlaced;
import io.orderflow.order.OrderStep;
import io.orderflow.order.StepDecision;
import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Orders on the process engine: {@code orderFulfilment.bpmn}; the steps of their sides,
 * also those of {@code changeRequest.bpmn}.
 */
@Component
class EngineOrderFlow implements OrderFlow {

	private final EngineGateway engine;

	private final ProcessMessages messages;

	private final RuntimeService runtime;

	private final TaskService tasks;

	EngineOrderFlow(EngineGateway engine, ProcessMessages messages, RuntimeService runtime, TaskService tasks) {
		this.engine = engine;
		this.messages = messages;
		this.runtime = runtime;
		this.tasks = tasks;
	}

	@Override
	public void placed(OrderPlaced order) {
		VariableMap variables = Variables.createVariables()
			.putValue(OrderFulfilmentProcess.CLIENT, order.client())
			.putValue(OrderFulfilmentProcess.FREELANCER, order.freelancer())
			.putValue(OrderFulfilmentProcess.REQUIREMENTS_COMPLETE, order.requirementsComplete())
			.putValue(OrderFulfilmentProcess.APPROVAL_NEEDED, order.approvalNeeded())
			.putValue(OrderFulfilmentProcess.REQUIREMENTS_FORM, order.requirementsForm())
			.putValue(OrderFulfilmentProcess.REQUIREMENTS_DEADLINE, Date.from(order.requirementsDeadline()))
			.putValue(OrderFulfilmentProcess.REQUIREMENTS_REMINDER_CYCLE, "R/" + order.requirementsReminderEvery())
			.putValue(OrderFulfilmentProcess.WAITING_REMINDER_CYCLE, "R/" + order.waitingReminderEvery());
		this.engine
			.run(() -> this.runtime.startProcessInstanceByKey(OrderFulfilmentProcess.KEY, order.number(), variables));
	}

	@Override
	public void complete(String orderNumber, String actor, StepDecision decision) {
		this.engine.together(() -> {
			Task task = open(orderNumber, decision.step())
				.orElseThrow(() -> Refusal.conflict("step-not-open", orderNumber));
			if (!actor.equals(task.getAssignee())) {
				throw Refusal.forbidden("step-not-yours", orderNumber);
			}
			this.engine.decide(new EngineGateway.Decision(actor, task.getId(), decision),
					() -> this.tasks.complete(task.getId()));
		});
	}

	@Override
	public void progressPosted(String orderNumber) {
		this.messages.send(OrderFulfilmentProcess.PROGRESS_POSTED, OrderFulfilmentProcess.KEY, orderNumber);
	}

	@Override
	public void cancelled(String orderNumber) {
		this.messages.send(OrderFulfilmentProcess.ORDER_CANCELLED, OrderFulfilmentProcess.KEY, orderNumber);
	}

	@Override
	public List<OpenStep> openSteps(String orderNumber) {
		return this.engine.call(() -> tasksOf(orderNumber).orderByTaskCreateTime().asc().list())
			.stream()
			// a ruling is the moderators' to make, no step of either side
			.filter((task) -> !task.getTaskDefinitionKey().equals(ChangeRequestProcess.RULE_ON_DISPUTE))
			.map((task) -> new OpenStep(OrderFulfilmentProcess.step(task.getTaskDefinitionKey()), task.getAssignee(),
					task.getCreateTime().toInstant(), instant(task.getDueDate())))
			.toList();
	}

	private Optional<Task> open(String orderNumber, OrderStep step) {
		return Optional
			.ofNullable(tasksOf(orderNumber).taskDefinitionKey(OrderFulfilmentProcess.userTask(step)).singleResult());
	}

	private TaskQuery tasksOf(String orderNumber) {
		return this.tasks.createTaskQuery()
			.processDefinitionKeyIn(OrderFulfilmentProcess.KEY, ChangeRequestProcess.KEY)
			.processInstanceBusinessKey(orderNumber);
	}

	private static @Nullable Instant instant(@Nullable Date date) {
		return (date != null) ? date.toInstant() : null;
	}

}
