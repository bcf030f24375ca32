package io.orderflow.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.conversation.ConversationViewService;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where files are put down for the steps that wait for a person: Tasklist cannot upload,
 * so they go on the order's page first, and the step takes them along when it is
 * completed.
 */
@Service
@Transactional(readOnly = true)
public class OrderUploads {

	private final OrderViewService orders;

	private final AttachmentService attachments;

	OrderUploads(OrderViewService orders, AttachmentService attachments) {
		this.orders = orders;
		this.attachments = attachments;
	}

	/**
	 * A field of a step that takes files.
	 *
	 * @param step the step; null for the message box
	 * @param field the form's key
	 * @param slot what an upload for it is staged under
	 * @param prompt the requirement question; null where the field is the step's only one
	 * @param accepts media types; empty: any
	 * @param staged what is put down already
	 */
	public record UploadField(@Nullable OrderStep step, String field, String slot, @Nullable String prompt,
			List<String> accepts, List<Attachment> staged) {

		/** What an upload for it is staged for. */
		public AttachmentUse use() {
			return new AttachmentUse(null, this.slot, this.accepts);
		}

		/** The same of several, by the name of the field. */
		public static Map<String, AttachmentUse> uses(List<UploadField> fields) {
			return fields.stream().collect(Collectors.toMap(UploadField::field, UploadField::use));
		}

	}

	/**
	 * The fields of the steps that wait for the reader now, and the message box, with
	 * what is put down there.
	 * @throws Refusal {@code no-such-order} to strangers
	 */
	public List<UploadField> fields(String number, String reader) {
		return fields(this.orders.sheet(number, reader), reader);
	}

	/** The same, of an order that was read already. */
	public List<UploadField> fields(OrderSheet sheet, String reader) {
		OrderView order = sheet.order();
		List<UploadField> fields = new ArrayList<>();
		for (OpenStep open : order.steps()) {
			if (open.assignee().equals(reader)) {
				fields.addAll(fields(sheet, open.step()));
			}
		}
		String messages = ConversationViewService.slotOfOrder(order.number());
		fields.add(new UploadField(null, "file", messages, null, List.of(), staged(sheet.staged(), messages)));
		return fields;
	}

	/**
	 * The same before there is an order: the questions of a service that ask for files,
	 * for who answers while ordering.
	 */
	public List<UploadField> whileOrdering(UUID listing, List<RequirementQuestion> questions, String client) {
		String slots = "services/" + listing + "/";
		List<Attachment> staged = this.attachments.staged(client, slots);
		return questions.stream().filter((question) -> question.kind() == Kind.FILE).map((question) -> {
			String field = ProvideRequirements.KEY_PREFIX + question.key();
			return new UploadField(OrderStep.PROVIDE_REQUIREMENTS, field, slots + field, question.prompt(),
					question.accepts(), staged(staged, slots + field));
		}).toList();
	}

	private List<UploadField> fields(OrderSheet sheet, OrderStep step) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS -> sheet.order()
				.requirements()
				.stream()
				.map(OrderView.Requirement::question)
				.filter((question) -> question.kind() == Kind.FILE)
				.map((question) -> field(sheet, step, ProvideRequirements.KEY_PREFIX + question.key(),
						question.prompt(), question.accepts()))
				.toList();
			case CLARIFY_REQUIREMENTS, SUBMIT_DRAFT, DELIVER_WORK, POST_PROGRESS_UPDATE ->
				List.of(field(sheet, step, "files", null, List.of()));
			default -> List.of();
		};
	}

	private static UploadField field(OrderSheet sheet, OrderStep step, String field, @Nullable String prompt,
			List<String> accepts) {
		String slot = StepFiles.slot(sheet.order().number(), step, field);
		return new UploadField(step, field, slot, prompt, accepts, staged(sheet.staged(), slot));
	}

	private static List<Attachment> staged(List<Attachment> staged, String slot) {
		return staged.stream().filter((file) -> slot.equals(file.slot())).toList();
	}

}
