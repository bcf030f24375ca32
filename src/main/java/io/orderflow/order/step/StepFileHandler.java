package io.orderflow.order.step;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.StagedFileAccess;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStep;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The files of a step: those that the decision names by id, and no other. Tasklist cannot
 * upload: what the same person put down for the step on the order's page goes along where
 * its form says so.
 */
@Component
public class StepFileHandler {

	/** Says in Tasklist what becomes of the files that are put down on the page. */
	public static final String STAGED = "stagedFiles";

	private static final int QUOTED = 300;

	private final StagedFileAccess attachments;

	/** Whether the files that are put down on the order's page go along. */
	enum Staged {

		SEND, LEAVE

	}

	StepFileHandler(StagedFileAccess attachments) {
		this.attachments = attachments;
	}

	/** Where the page puts files down for a field of a step. */
	public static String slot(String orderNumber, OrderStep step, String field) {
		return orderNumber + "/" + step.id() + "/" + field;
	}

	/**
	 * The files of a form in Tasklist: those that it names, and those put down on the
	 * page where it says that they go along. Where some are there and it says nothing,
	 * they are named and it is asked.
	 */
	List<UUID> fromTasklist(Order order, OrderStep step, String field, String owner, FormValues form) {
		List<UUID> files = new ArrayList<>(named(form, field));
		Staged choice = form.optionalChoice(STAGED, Staged.class);
		if (choice == Staged.LEAVE || form.noted(STAGED)) {
			return files;
		}
		List<Attachment> staged = this.attachments.stagedIn(owner, slot(order.number(), step, field));
		if (choice == Staged.SEND) {
			staged.stream().map(Attachment::id).forEach(files::add);
		}
		else if (!staged.isEmpty()) {
			form.problem(STAGED, "files-staged", names(staged));
		}
		return files;
	}

	private static String names(List<Attachment> files) {
		return TextLimits.beginning(files.stream().map(Attachment::fileName).collect(Collectors.joining(", ")), QUOTED);
	}

	/** The ids that a form in Tasklist names; what is none is noted. */
	private static List<UUID> named(FormValues form, String field) {
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
	 * Each once. Whose files they are is checked when they are attached.
	 * @param named by the decision; null where it names none
	 */
	public List<UUID> of(String field, @Nullable List<@Nullable UUID> named, Submission submission) {
		Set<UUID> ids = new LinkedHashSet<>();
		for (UUID id : (named != null) ? named : List.<UUID>of()) {
			if (id != null) {
				ids.add(id);
			}
			else {
				submission.problems().add(field, "wrong-json-type", field);
			}
		}
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

	/**
	 * Makes the files the order's own; from then on both sides may read them, and they
	 * count as what the side writes.
	 */
	void attach(Order order, String purpose, List<UUID> ids, String field, List<String> accepts,
			Submission submission) {
		if (!ids.isEmpty()) {
			List<Attachment> attached = this.attachments.attach(submission.actor(), ids, field,
					new AttachmentUse(order.number(), purpose, accepts));
			order.countFiles(submission.actor(), attached.stream().map(Attachment::fileName).toList());
		}
	}

	/** The same of a step's one field, which takes files of any kind. */
	public void attach(Order order, String purpose, List<UUID> ids, Submission submission) {
		attach(order, purpose, ids, Step.FILES, List.of(), submission);
	}

}
