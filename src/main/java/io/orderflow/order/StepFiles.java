package io.orderflow.order;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.order.StepHandler.Decision;
import org.springframework.stereotype.Component;

/**
 * The files of a step: those that the form names by id, and those that the same person
 * put down for the step on the order's page, since Tasklist cannot upload.
 */
@Component
class StepFiles {

	private final AttachmentService attachments;

	StepFiles(AttachmentService attachments) {
		this.attachments = attachments;
	}

	/** Where the page puts files down for a field of a step. */
	static String slot(String orderNumber, OrderStep step, String field) {
		return orderNumber + "/" + step.id() + "/" + field;
	}

	/** Whose files they are is checked when they are attached. */
	List<UUID> of(Order order, OrderStep step, String field, Decision decision) {
		Set<UUID> ids = new LinkedHashSet<>();
		for (String id : decision.values().list(field)) {
			try {
				ids.add(UUID.fromString(id));
			}
			catch (IllegalArgumentException ex) {
				decision.values().problem(field, "unknown-file", id);
			}
		}
		this.attachments.stagedIn(decision.actor(), slot(order.number(), step, field))
			.stream()
			.map(Attachment::id)
			.forEach(ids::add);
		return new ArrayList<>(ids);
	}

	/**
	 * Notes where a step has more files than one takes, however they are spread over its
	 * fields: on the field that goes beyond.
	 * @param byField the files of each field, in the form's order
	 */
	void count(Map<String, List<UUID>> byField, Decision decision) {
		int most = this.attachments.maxPerStep();
		int all = byField.values().stream().mapToInt(List::size).sum();
		int counted = 0;
		for (Map.Entry<String, List<UUID>> field : byField.entrySet()) {
			counted += field.getValue().size();
			if (counted > most) {
				decision.values().problem(field.getKey(), "too-many-files", most, all);
				return;
			}
		}
	}

	/** Makes the files the order's own; from then on both sides may read them. */
	void attach(Order order, String purpose, List<UUID> ids, String field, List<String> accepts, Decision decision) {
		if (!ids.isEmpty()) {
			this.attachments.attach(decision.actor(), ids, field, new AttachmentUse(order.number(), purpose, accepts));
		}
	}

}
