package io.orderflow.order;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import org.springframework.stereotype.Component;

/**
 * The freelancer tells the client how far the work is, in the order's conversation (S25,
 * B4).
 */
@Component
class PostProgressUpdate implements StepHandler {

	private final StepFiles files;

	private final ConversationService conversations;

	PostProgressUpdate(StepFiles files, ConversationService conversations) {
		this.files = files;
		this.conversations = conversations;
	}

	@Override
	public OrderStep step() {
		return OrderStep.POST_PROGRESS_UPDATE;
	}

	@Override
	public Set<String> keys(Order order) {
		return Set.of("message", "files");
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		String message = decision.values().text("message", ReviewRequirements.MAX_TEXT);
		List<UUID> attached = this.files.of(order, step(), "files", decision);
		Optional<String> key = decision.key();
		decision.values().check();
		if (key
			.filter((given) -> this.conversations.posted(order.number(), decision.actor(), MessageKind.UPDATE, message,
					given))
			.isPresent()) {
			return StepOutcome.DONE;
		}
		order.postUpdate(decision.now());
		this.conversations.post(order.number(), decision.actor(), MessageKind.UPDATE, message, attached,
				key.orElse(order.number() + "/update/" + order.updatesPosted()));
		return StepOutcome.DONE;
	}

}
