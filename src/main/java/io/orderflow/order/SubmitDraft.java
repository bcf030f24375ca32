package io.orderflow.order;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.orderflow.catalog.ApprovalNeeded;
import org.springframework.stereotype.Component;

/**
 * The freelancer puts a draft, the plan, or both before the client (S23). The plan may be
 * changed with it, since it is approved together.
 */
@Component
class SubmitDraft implements StepHandler {

	private final StepFiles files;

	private final PlanReader plans;

	SubmitDraft(StepFiles files, PlanReader plans) {
		this.files = files;
		this.plans = plans;
	}

	@Override
	public OrderStep step() {
		return OrderStep.SUBMIT_DRAFT;
	}

	@Override
	public Set<String> keys(Order order) {
		return Set.of("message", "files", "tasks");
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		String message = decision.values().text("message", ReviewRequirements.MAX_TEXT);
		List<PlannedTask> changedPlan = this.plans.read(order, decision);
		List<UUID> attached = this.files.of(order, step(), "files", decision);
		if (attached.isEmpty() && !decision.values().noted("files")
				&& order.terms().approval() == ApprovalNeeded.DRAFT_AND_PLAN) {
			decision.values().problem("files", "draft-without-file");
		}
		decision.values().check();
		this.files.attach(order, "draft/" + (order.drafts().size() + 1), attached, "files", List.of(), decision);
		order.submitDraft(message, attached, changedPlan, decision.now());
		return StepOutcome.DONE;
	}

}
