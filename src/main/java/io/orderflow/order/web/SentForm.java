package io.orderflow.order.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.MultipartUpload;
import io.orderflow.attachment.MultipartUpload.Sent;
import io.orderflow.order.OrderUploads.UploadField;
import io.orderflow.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * Reads a form of the order's page as it was sent, with files or without: those go to
 * their places, and buttons that only change the form (take a file back, one row more)
 * are told from those that send it.
 */
@Component
class SentForm {

	private final MultipartUpload multipart;

	private final AttachmentService attachments;

	SentForm(MultipartUpload multipart, AttachmentService attachments) {
		this.multipart = multipart;
		this.attachments = attachments;
	}

	/**
	 * @param fields what was typed, by name
	 * @param problems what was wrong with files
	 * @param unsent whether the form is to be shown again and not to be decided on
	 */
	record Form(Map<String, List<String>> fields, List<Refusal.Problem> problems, boolean unsent) {

		/** What is wrong with files is told before anything is decided. */
		void check() {
			if (!this.problems.isEmpty()) {
				throw Refusal.invalid(this.problems);
			}
		}

		String first(String field) {
			return this.fields.getOrDefault(field, List.of("")).get(0);
		}

	}

	Form read(String owner, List<UploadField> places, HttpServletRequest request) throws IOException {
		Sent sent = isMultipart(request) ? this.multipart.receiveForm(owner, uses(places), request)
				: new Sent(parameters(request), List.of());
		Map<String, List<String>> fields = new LinkedHashMap<>();
		// browsers send every line break as two characters; a person typed one
		sent.fields()
			.forEach((name, typed) -> fields.put(name,
					typed.stream().map((text) -> text.replace("\r\n", "\n")).toList()));
		fields.remove("_csrf");
		List<String> removed = fields.remove("remove");
		if (removed != null) {
			removed.forEach((id) -> discard(owner, id));
		}
		boolean more = fields.containsKey("more");
		boolean upload = fields.remove("upload") != null;
		return new Form(fields, sent.problems(), removed != null || more || upload);
	}

	private static Map<String, AttachmentUse> uses(List<UploadField> places) {
		return places.stream()
			.collect(Collectors.toMap(UploadField::field,
					(place) -> new AttachmentUse("", place.slot(), place.accepts())));
	}

	private static Map<String, List<String>> parameters(HttpServletRequest request) {
		return request.getParameterMap()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> Arrays.asList(entry.getValue())));
	}

	private static boolean isMultipart(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.startsWith("multipart/");
	}

	/** A file that is gone already was taken back before: the form is shown again. */
	private void discard(String owner, String id) {
		try {
			this.attachments.discard(owner, UUID.fromString(id));
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.notFound("file-not-found");
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.NOT_FOUND) {
				throw refusal;
			}
		}
	}

}
