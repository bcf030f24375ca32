package io.orderflow.order.file;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.order.OrderStep;
import io.orderflow.order.step.FileInput;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form on a page that takes files.
 *
 * @param form the form: a step by its name, {@link #MESSAGE} or {@link #QUESTION}
 * @param field the form's key
 * @param slot what an upload for it is staged under
 * @param prompt the requirement question; null where the field is the step's only one
 * @param accepts media types; empty: any
 * @param staged what is put down already
 */
public record FileField(String form, String field, String slot, @Nullable String prompt, List<String> accepts,
		List<Attachment> staged) {

	/** The message box. */
	public static final String MESSAGE = "message";

	/** The form for what stops the work (B1). */
	public static final String QUESTION = "question";

	/** Its name among the fields of all forms. */
	public String place() {
		return this.form + "/" + this.field;
	}

	/** Whether it is of that form. */
	public boolean in(String name) {
		return this.form.equals(name);
	}

	/** What an upload for it is staged for. */
	public AttachmentUse use() {
		return new AttachmentUse(null, this.slot, this.accepts);
	}

	/** The same of several, by the name of the field. */
	public static Map<String, AttachmentUse> uses(List<FileField> fields) {
		return fields.stream().collect(Collectors.toMap(FileField::field, FileField::use));
	}

	static FileField of(FileInput input, OrderStep step, String slot, List<Attachment> staged) {
		return new FileField(step.id(), input.field(), slot, input.prompt(), input.accepts(),
				staged.stream().filter((file) -> slot.equals(file.slot())).toList());
	}

}
