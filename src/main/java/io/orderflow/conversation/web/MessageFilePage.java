package io.orderflow.conversation.web;

import java.io.IOException;
import java.security.Principal;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes the files of a message one by one, as soon as they are chosen, where a script
 * sends them.
 */
@Controller
class MessageFilePage {

	private final SubmittedFormReader forms;

	private final RefusalText texts;

	private final CurrentReader reader;

	MessageFilePage(SubmittedFormReader forms, RefusalText texts, CurrentReader reader) {
		this.forms = forms;
		this.texts = texts;
		this.reader = reader;
	}

	/** A file that arrived, as the page shows it. */
	record Arrived(String href, String fileName, String sizeText) {

	}

	/** Why one did not, as the page says it. */
	record Failed(@Nullable String detail) {

	}

	@PostMapping("/conversations/files")
	ResponseEntity<?> upload(@RequestParam String slot, @ModelAttribute("formats") ReaderFormats formats,
			HttpServletRequest request, Principal principal) throws IOException {
		try {
			Attachment file = this.forms.readFiles(principal.getName(), new AttachmentUse(null, slot), request).get(0);
			return ResponseEntity
				.ok(new Arrived("/api/files/" + file.id(), file.fileName(), formats.size(file.size())));
		}
		catch (Refusal refusal) {
			return ResponseEntity.status(refusal.kind().status())
				.body(new Failed(this.texts.of(refusal, this.reader.locale())));
		}
	}

}
