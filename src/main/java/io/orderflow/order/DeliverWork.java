package io.orderflow.order;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

/** The freelancer delivers a round of work: a message and files (S26). */
@Component
class DeliverWork implements StepHandler {

	private final StepFiles files;

	private final OrderSettings settings;

	DeliverWork(StepFiles files, OrderSettings settings) {
		this.files = files;
		this.settings = settings;
	}

	@Override
	public OrderStep step() {
		return OrderStep.DELIVER_WORK;
	}

	@Override
	public Set<String> keys(Order order) {
		return Set.of("message", "files");
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		String message = decision.values().text("message", ReviewRequirements.MAX_TEXT);
		List<UUID> attached = this.files.of(order, step(), "files", decision);
		decision.values().check();
		this.files.attach(order, "delivery/" + order.round(), attached, "files", List.of(), decision);
		order.deliver(message, attached, this.settings.acceptedAfter(), decision.now());
		return StepOutcome.DONE;
	}

}
