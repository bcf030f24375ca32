package io.orderflow.conversation.web;

import java.io.IOException;
import java.security.Principal;

import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.attachment.UploadResponseFactory;
import io.orderflow.platform.ReaderFormats;
import jakarta.servlet.http.HttpServletRequest;
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

	private final UploadResponseFactory responses;

	MessageFilePage(SubmittedFormReader forms, UploadResponseFactory responses) {
		this.forms = forms;
		this.responses = responses;
	}

	@PostMapping("/conversations/files")
	ResponseEntity<?> upload(@RequestParam String slot, @ModelAttribute("formats") ReaderFormats formats,
			HttpServletRequest request, Principal principal) throws IOException {
		return this.responses
			.of(() -> this.forms.readFiles(principal.getName(), new AttachmentUse(null, slot), request), formats);
	}

}
