package io.orderflow.order.step;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.StagedFileAccess;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStep;
import io.orderflow.platform.FormValues;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The files of a step: those that the decision names by id, and those that the same
 * person put down for the step on the order's page, since Tasklist cannot upload.
 */
@Component
public class StepFileHandler {

	private final StagedFileAccess attachments;

	StepFileHandler(StagedFileAccess attachments) {
		this.attachments = attachments;
	}

	/** Where the page puts files down for a field of a step. */
	public static String slot(String orderNumber, OrderStep step, String field) {
		return orderNumber + "/" + step.id() + "/" + field;
	}

	/** The ids that a form in Tasklist names; what is none is noted. */
	static List<UUID> named(FormValues form, String field) {
		List<UUID> ids = new ArrayList<>();
		for (String id : form.list(field)) {
			try {
				ids.add(UUID.fromString(id));
			}
			catch (IllegalArgumentException ex) {
				form.problem(field, "unknown-file", id);
			}
		}
		return ids;
	}

	/**
	 * Whose files they are is checked when they are attached.
	 * @param named by the decision; null where it names none
	 */
	List<UUID> of(Order order, OrderStep step, String field, @Nullable List<@Nullable UUID> named,
			Submission submission) {
		return of(slot(order.number(), step, field), field, named, submission);
	}

	/** The same of what is asked beside the steps, from its own place on the page. */
	public List<UUID> of(String slot, String field, @Nullable List<@Nullable UUID> named, Submission submission) {
		Set<UUID> ids = new LinkedHashSet<>();
		for (UUID id : (named != null) ? named : List.<UUID>of()) {
			if (id != null) {
				ids.add(id);
			}
			else {
				submission.problems().add(field, "wrong-json-type", field);
			}
		}
		this.attachments.stagedIn(submission.actor(), slot).stream().map(Attachment::id).forEach(ids::add);
		return new ArrayList<>(ids);
	}

	/**
	 * Notes where a step has more files than one takes, however they are spread over its
	 * fields: on the field that goes beyond.
	 * @param byField the files of each field, in the form's order
	 */
	void count(Map<String, List<UUID>> byField, Submission submission) {
		int most = this.attachments.maxPerStep();
		int all = byField.values().stream().mapToInt(List::size).sum();
		int counted = 0;
		for (Map.Entry<String, List<UUID>> field : byField.entrySet()) {
			counted += field.getValue().size();
			if (counted > most) {
				submission.problems().add(field.getKey(), "too-many-files", most, all);
				return;
			}
		}
	}

	/** Makes the files the order's own; from then on both sides may read them. */
	void attach(Order order, String purpose, List<UUID> ids, String field, List<String> accepts,
			Submission submission) {
		if (!ids.isEmpty()) {
			this.attachments.attach(submission.actor(), ids, field,
					new AttachmentUse(order.number(), purpose, accepts));
		}
	}

	/** The same of a step's one field, which takes files of any kind. */
	public void attach(Order order, String purpose, List<UUID> ids, Submission submission) {
		attach(order, purpose, ids, Step.FILES, List.of(), submission);
	}

}
