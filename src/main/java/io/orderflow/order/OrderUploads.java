package io.orderflow.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.Attachments;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where files are put down for the steps that wait for a person: Tasklist cannot upload,
 * so they go on the order's page first, and the step takes them along when it is
 * completed.
 */
@Service
@Transactional(readOnly = true)
public class OrderUploads {

	private final Orders orders;

	private final OrderFlow flow;

	private final Attachments attachments;

	OrderUploads(Orders orders, OrderFlow flow, Attachments attachments) {
		this.orders = orders;
		this.flow = flow;
		this.attachments = attachments;
	}

	/**
	 * A field of a step that takes files.
	 *
	 * @param step the step
	 * @param field the form's key
	 * @param slot what an upload for it is staged under
	 * @param prompt the requirement question; null where the field is the step's only one
	 * @param accepts media types; empty: any
	 * @param staged what is put down already
	 */
	public record UploadField(OrderStep step, String field, String slot, @Nullable String prompt, List<String> accepts,
			List<Attachment> staged) {

	}

	/**
	 * The fields of the steps that wait for the reader now.
	 * @throws Refusal {@code no-such-order} to strangers
	 */
	public List<UploadField> fields(String written, String reader) {
		Order order = OrderNumber.parse(written)
			.flatMap((number) -> this.orders.findByNumber(number.value()))
			.filter((found) -> found.isSide(reader))
			.orElseThrow(() -> Refusal.notFound("no-such-order", written));
		List<UploadField> fields = new ArrayList<>();
		for (OpenStep open : this.flow.openSteps(order.number())) {
			if (open.assignee().equals(reader)) {
				fields.addAll(fields(order, open.step(), reader));
			}
		}
		return fields;
	}

	/**
	 * Takes uploads back where one is not what the field asked for, rather than letting
	 * the step refuse it later. In no transaction, which the refusal would roll back.
	 * @throws Refusal {@code wrong-file-type}, of the first that is not
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public void keepFitting(UploadField field, List<Attachment> uploaded, String owner) {
		AttachmentUse use = new AttachmentUse("", field.slot(), field.accepts());
		Optional<Attachment> unfit = uploaded.stream().filter((file) -> !use.accepts(file.contentType())).findFirst();
		if (unfit.isPresent()) {
			uploaded.forEach((file) -> this.attachments.discard(owner, file.id()));
		}
		unfit.ifPresent((file) -> {
			throw Refusal.invalid("file", "wrong-file-type", file.fileName(), file.contentType(),
					String.join(", ", field.accepts()));
		});
	}

	private List<UploadField> fields(Order order, OrderStep step, String reader) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS -> order.terms()
				.questions()
				.stream()
				.filter((question) -> question.kind() == Kind.FILE)
				.map((question) -> question(order, question, reader))
				.toList();
			case CLARIFY_REQUIREMENTS, SUBMIT_DRAFT, DELIVER_WORK, POST_PROGRESS_UPDATE ->
				List.of(field(order, step, "files", null, List.of(), reader));
			default -> List.of();
		};
	}

	private UploadField question(Order order, RequirementQuestion question, String reader) {
		return field(order, OrderStep.PROVIDE_REQUIREMENTS, ProvideRequirements.KEY_PREFIX + question.key(),
				question.prompt(), question.accepts(), reader);
	}

	private UploadField field(Order order, OrderStep step, String field, @Nullable String prompt, List<String> accepts,
			String reader) {
		String slot = StepFiles.slot(order.number(), step, field);
		return new UploadField(step, field, slot, prompt, accepts, this.attachments.staged(reader, slot));
	}

}
