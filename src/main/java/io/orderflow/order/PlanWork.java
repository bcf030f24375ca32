package io.orderflow.order;

import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

/** The freelancer breaks the work down into tasks with deadlines (S21). */
@Component
class PlanWork implements StepHandler {

	private final PlanReader plans;

	PlanWork(PlanReader plans) {
		this.plans = plans;
	}

	@Override
	public OrderStep step() {
		return OrderStep.PLAN_WORK;
	}

	@Override
	public Set<String> keys(Order order) {
		return Set.of("tasks");
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		List<PlannedTask> tasks = this.plans.read(order, decision);
		if (tasks.isEmpty() && !decision.values().noted("tasks")) {
			decision.values().problem("tasks", "plan-missing");
		}
		decision.values().check();
		order.planWork(tasks, decision.now());
		return StepOutcome.DONE;
	}

}
