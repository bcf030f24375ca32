package io.orderflow.conversation.web;

import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.MultipartUpload.Form;
import io.orderflow.conversation.ConversationViewService;
import io.orderflow.conversation.MessageBox;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import io.orderflow.platform.SubmittedForm;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** What the boxes in which messages are written have in common. */
@Component
class MessageForms {

	private final ConversationViewService reading;

	private final AttachmentService attachments;

	private final RefusalText texts;

	private final CurrentReader reader;

	MessageForms(ConversationViewService reading, AttachmentService attachments, RefusalText texts,
			CurrentReader reader) {
		this.reading = reading;
		this.attachments = attachments;
		this.texts = texts;
		this.reader = reader;
	}

	/**
	 * Whether the button of a staged file was pressed, and nothing is to be sent yet; the
	 * file is gone then, if it was not before.
	 */
	boolean onlyTakesAFileAway(Form form, String account) {
		if (form.text("remove").isEmpty()) {
			return false;
		}
		try {
			this.attachments.discard(account, UUID.fromString(form.text("remove")));
		}
		catch (IllegalArgumentException | Refusal ex) {
			// pressed twice, or sent meanwhile
			return true;
		}
		return true;
	}

	/**
	 * The files that go along: all that are staged, those of this form too.
	 * @throws Refusal of a file that came with the form
	 */
	List<UUID> files(Form form, String slot, String account) {
		if (form.refusal() != null) {
			throw form.refusal();
		}
		return this.reading.staged(account, slot).stream().map(Attachment::id).toList();
	}

	/** The same form with the same text twice is one message. */
	static String key(Form form) {
		return MessageBox.messageKey(form.text("key"), form.text("message"));
	}

	/**
	 * The form as it was typed, with what is wrong.
	 * @throws Refusal the same, where it is not about what was typed
	 */
	SubmittedForm refused(Form form, Refusal refusal, HttpServletResponse response) {
		response.setStatus(switch (refusal.kind()) {
			case INVALID -> 400;
			case TOO_LARGE -> 413;
			case CONFLICT -> 409;
			default -> throw refusal;
		});
		return SubmittedForm.refused(form.fields(), refusal, this.texts, this.reader.locale());
	}

}
