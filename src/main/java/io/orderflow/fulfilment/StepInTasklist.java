package io.orderflow.fulfilment;

import java.security.Principal;
import java.util.List;

import io.orderflow.order.OrderStep;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The way from a step on the order's page to its form in Tasklist. Back to the page where
 * the step does not wait for the reader (any more).
 */
@Controller
class StepInTasklist {

	private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

	private final TaskService tasks;

	private final EngineEntry engine;

	StepInTasklist(TaskService tasks, EngineEntry engine) {
		this.tasks = tasks;
		this.engine = engine;
	}

	@GetMapping("/orders/{number}/steps/{step}")
	String form(@PathVariable String number, @PathVariable String step, Principal reader) {
		return OrderStep.ofId(step)
			.flatMap((known) -> open(number, known, reader.getName()).stream().findFirst())
			.map((task) -> "redirect:" + TASK + task.getId())
			.orElse("redirect:/orders/" + number);
	}

	private List<Task> open(String number, OrderStep step, String reader) {
		return this.engine.call(() -> this.tasks.createTaskQuery()
			.processDefinitionKeyIn(OrderFulfilmentProcess.KEY, ChangeRequestProcess.KEY)
			.processInstanceBusinessKey(number)
			.taskDefinitionKey(OrderFulfilmentProcess.userTask(step))
			.taskAssignee(reader)
			.listPage(0, 1));
	}

}
