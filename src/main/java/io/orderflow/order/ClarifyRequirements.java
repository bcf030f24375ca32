package io.orderflow.order;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

/** The client answers what was unclear, with files where they help (S19). */
@Component
class ClarifyRequirements implements StepHandler {

	private final StepFiles files;

	ClarifyRequirements(StepFiles files) {
		this.files = files;
	}

	@Override
	public OrderStep step() {
		return OrderStep.CLARIFY_REQUIREMENTS;
	}

	@Override
	public Set<String> keys(Order order) {
		return Set.of("answer", "files");
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		String answer = decision.values().text("answer", ReviewRequirements.MAX_TEXT);
		List<UUID> attached = this.files.of(order, step(), "files", decision);
		decision.values().check();
		this.files.attach(order, "clarification/" + order.clarifications().size(), attached, "files", List.of(),
				decision);
		order.clarify(answer, attached, decision.now());
		return StepOutcome.DONE;
	}

}
