package io.orderflow.fulfilment.order;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.ProcessMessages;
import io.orderflow.order.OrderStep;
import io.orderflow.order.flow.OpenStep;
import io.orderflow.order.flow.OrderFlow;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.process.OrderLock;
import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/**
 * Orders on the process engine: {@code orderFulfilment.bpmn}; the steps of their sides,
 * also those of {@code changeRequest.bpmn}.
 */
@Component
class EngineOrderFlow implements OrderFlow {

	/** Where the order puts off that missing requirements cancel it. */
	private static final Duration ASKED_AGAIN_AFTER = Duration.ofHours(1);

	private final EngineGateway engine;

	private final ProcessMessages messages;

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final StepTasks steps;

	private final OrderLock lock;

	EngineOrderFlow(EngineGateway engine, ProcessMessages messages, RuntimeService runtime, TaskService tasks,
			StepTasks steps, OrderLock lock) {
		this.engine = engine;
		this.messages = messages;
		this.runtime = runtime;
		this.tasks = tasks;
		this.steps = steps;
		this.lock = lock;
	}

	@Override
	public void placed(Placed order) {
		VariableMap variables = Variables.createVariables()
			.putValue(OrderFulfilmentProcess.CLIENT, order.client())
			.putValue(OrderFulfilmentProcess.FREELANCER, order.freelancer())
			.putValue(OrderFulfilmentProcess.REQUIREMENTS_COMPLETE, order.requirementsComplete())
			.putValue(OrderFulfilmentProcess.APPROVAL_NEEDED, order.approvalNeeded())
			.putValue(OrderFulfilmentProcess.REQUIREMENTS_FORM, order.requirementsForm())
			.putValue(OrderFulfilmentProcess.REQUIREMENTS_DEADLINE_CYCLE,
					"R/" + order.requirementsDeadline().truncatedTo(ChronoUnit.MILLIS) + "/" + ASKED_AGAIN_AFTER)
			.putValue(OrderFulfilmentProcess.REQUIREMENTS_REMINDER_CYCLE, "R/" + order.requirementsReminderEvery())
			.putValue(OrderFulfilmentProcess.WAITING_REMINDER_CYCLE, "R/" + order.waitingReminderEvery());
		this.engine
			.run(() -> this.runtime.startProcessInstanceByKey(OrderFulfilmentProcess.KEY, order.number(), variables));
	}

	@Override
	public void complete(String orderNumber, String actor, StepDecision decision) {
		this.engine.together(() -> {
			this.lock.take(orderNumber, actor);
			Task task = this.steps.of(orderNumber, decision.step())
				.orElseThrow(() -> Refusal.conflict("step-not-open", orderNumber));
			if (!actor.equals(task.getAssignee())) {
				throw Refusal.forbidden("step-not-yours", orderNumber);
			}
			this.engine.readAhead(task);
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
		return this.engine.call(() -> this.steps.of(orderNumber))
			.stream()
			.map((task) -> new OpenStep(OrderFulfilmentProcess.step(task.getTaskDefinitionKey()), task.getAssignee(),
					task.getCreateTime().toInstant(), StepTasks.instant(task.getDueDate())))
			.toList();
	}

	@Override
	public Map<String, Map<OrderStep, Instant>> due(Collection<String> orderNumbers) {
		return this.steps.due(orderNumbers);
	}

}
