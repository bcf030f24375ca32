package io.orderflow.order.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.conversation.ConversationViewService;
import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.OrderSheet;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.flow.OpenStep;
import io.orderflow.order.question.QuestionDesk;
import io.orderflow.order.step.ProvideRequirements;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepFileHandler;
import io.orderflow.order.step.StepRegistry;
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
public class FileFieldService {

	private final OrderViewService orders;

	private final StepRegistry steps;

	private final AttachmentService attachments;

	FileFieldService(OrderViewService orders, StepRegistry steps, AttachmentService attachments) {
		this.orders = orders;
		this.steps = steps;
		this.attachments = attachments;
	}

	/**
	 * The fields of the steps that wait for the reader now, of a question that may be
	 * asked, and of the message box, with what is put down there.
	 * @throws Refusal {@code no-such-order} to strangers
	 */
	public List<FileField> fields(String number, String reader) {
		return fields(this.orders.sheet(number, reader), reader);
	}

	/** The same, of an order that was read already. */
	public List<FileField> fields(OrderSheet sheet, String reader) {
		OrderView order = sheet.order();
		List<FileField> fields = new ArrayList<>();
		for (OpenStep open : order.steps()) {
			if (open.assignee().equals(reader)) {
				fields.addAll(fields(sheet, this.steps.get(open.step())));
			}
		}
		if (order.askable()) {
			fields.add(field(sheet, FileField.QUESTION, QuestionDesk.FILES, QuestionDesk.slot(order.number())));
		}
		fields.add(field(sheet, FileField.MESSAGE, "file", ConversationViewService.slotOfOrder(order.number())));
		return fields;
	}

	private static FileField field(OrderSheet sheet, String form, String field, String slot) {
		return new FileField(form, field, slot, null, List.of(),
				sheet.staged().stream().filter((file) -> slot.equals(file.slot())).toList());
	}

	/**
	 * The same before there is an order: the questions of a service that ask for files,
	 * for who answers while ordering.
	 */
	public List<FileField> whileOrdering(UUID listing, List<RequirementQuestion> questions, String client) {
		String slots = slots(listing);
		List<Attachment> staged = this.attachments.staged(client, slots);
		return ProvideRequirements.files(questions)
			.stream()
			.map((input) -> FileField.of(input, OrderStep.PROVIDE_REQUIREMENTS, slots + input.field(), staged))
			.toList();
	}

	/** Who orders first and answers later finds there what they had uploaded before. */
	@Transactional
	public void keepForOrder(UUID listing, String number, String client) {
		this.attachments.restage(client, slots(listing),
				StepFileHandler.slot(number, OrderStep.PROVIDE_REQUIREMENTS, ""));
	}

	private static String slots(UUID listing) {
		return "services/" + listing + "/";
	}

	private static List<FileField> fields(OrderSheet sheet, Step<?> step) {
		OrderView order = sheet.order();
		return step.files(order)
			.stream()
			.map((input) -> FileField.of(input, step.id(),
					StepFileHandler.slot(order.number(), step.id(), input.field()), sheet.staged()))
			.toList();
	}

}
