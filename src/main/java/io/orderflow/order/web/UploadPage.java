package io.orderflow.order.web;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.attachment.UploadResponseFactory;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.file.FileField;
import io.orderflow.order.file.FileFieldService;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Files that go up while a form of the order's page is still being filled in. They belong
 * to nothing until the step or the message takes them.
 */
@Controller
class UploadPage {

	private final FileFieldService uploads;

	private final AttachmentService attachments;

	private final ListingService listings;

	private final SubmittedFormReader forms;

	private final UploadResponseFactory responses;

	UploadPage(FileFieldService uploads, AttachmentService attachments, ListingService listings,
			SubmittedFormReader forms, UploadResponseFactory responses) {
		this.uploads = uploads;
		this.attachments = attachments;
		this.listings = listings;
		this.forms = forms;
		this.responses = responses;
	}

	/** The CSRF token is in the address: nothing parses the body before. */
	@PostMapping("/orders/{number}/files")
	String upload(@PathVariable String number, @RequestParam String slot, HttpServletRequest request,
			Principal principal) throws IOException {
		receive(number, slot, request, principal);
		return "redirect:/orders/" + number + "#now";
	}

	/** The same for the page's script, which sends one file and shows its progress. */
	@PostMapping(path = "/orders/{number}/files", headers = "X-Requested-With=XMLHttpRequest")
	ResponseEntity<?> uploadOne(@PathVariable String number, @RequestParam String slot, HttpServletRequest request,
			Principal principal, @ModelAttribute("formats") ReaderFormats formats) throws IOException {
		return this.responses.of(() -> receive(number, slot, request, principal), formats);
	}

	/** The same on the page of a service, for who answers while ordering. */
	@PostMapping("/services/{id}/files")
	ResponseEntity<?> uploadWhileOrdering(@PathVariable UUID id, @RequestParam String slot, HttpServletRequest request,
			Principal principal, @ModelAttribute("formats") ReaderFormats formats) throws IOException {
		List<RequirementQuestion> questions = this.listings.get(id, null).content().questions();
		FileField field = open(this.uploads.whileOrdering(id, questions, principal.getName()), slot)
			.orElseThrow(() -> Refusal.notFound("unknown-path"));
		return this.responses.of(() -> receive(field, request, principal), formats);
	}

	@PostMapping("/orders/{number}/files/{id}/removal")
	String remove(@PathVariable String number, @PathVariable UUID id, Principal principal) {
		this.attachments.discard(principal.getName(), id);
		return "redirect:/orders/" + number + "#now";
	}

	private List<Attachment> receive(String number, String slot, HttpServletRequest request, Principal principal)
			throws IOException {
		FileField field = open(this.uploads.fields(number, principal.getName()), slot)
			.orElseThrow(() -> Refusal.conflict("step-not-open", number));
		return receive(field, request, principal);
	}

	private static Optional<FileField> open(List<FileField> fields, String slot) {
		return fields.stream().filter((field) -> field.slot().equals(slot)).findFirst();
	}

	private List<Attachment> receive(FileField field, HttpServletRequest request, Principal principal)
			throws IOException {
		return this.forms.readFiles(principal.getName(), field.use(), request);
	}

}
