package io.orderflow.attachment.web;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.Attachments;
import io.orderflow.attachment.FileView;
import io.orderflow.attachment.MultipartUpload;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Files over HTTP. Bodies are streamed both ways; Spring's own multipart support, which
 * spools to disk first, is off.
 */
@RestController
@RequestMapping("/api/files")
@Tag(name = "Files", description = "Upload first, then give the ids to the step that takes the files")
class FileApi {

	private final Attachments attachments;

	private final MultipartUpload multipart;

	private final Download download;

	private final CurrentReader reader;

	FileApi(Attachments attachments, MultipartUpload multipart, Download download, CurrentReader reader) {
		this.attachments = attachments;
		this.multipart = multipart;
		this.download = download;
		this.reader = reader;
	}

	/** The files of one request: all were kept, or none. */
	record Uploaded(List<FileView> files) {

		static Uploaded of(List<Attachment> files) {
			return new Uploaded(files.stream().map(FileView::of).toList());
		}

	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Upload files as a form does: one or more parts named file")
	Uploaded uploadForm(@RequestParam(required = false) @Nullable String slot, HttpServletRequest request)
			throws IOException {
		return Uploaded.of(this.multipart.receive(account(), slot, request));
	}

	/**
	 * The whole body is the file. A form's content type is not taken: whatever reads
	 * parameters on the way would have eaten the body.
	 */
	@PostMapping(
			consumes = { "!" + MediaType.MULTIPART_FORM_DATA_VALUE, "!" + MediaType.APPLICATION_FORM_URLENCODED_VALUE })
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Upload one file as the body")
	Uploaded uploadBody(@RequestParam String name, @RequestParam(required = false) @Nullable String slot,
			HttpServletRequest request) throws IOException {
		long declared = request.getContentLengthLong();
		return Uploaded.of(List.of(this.attachments.upload(account(), name, slot, (declared >= 0) ? declared : null,
				request.getInputStream())));
	}

	@GetMapping
	@Operation(summary = "What I have uploaded for a step that has not been taken yet")
	Uploaded staged(@RequestParam String slot) {
		return Uploaded.of(this.attachments.staged(account(), slot));
	}

	@GetMapping("/{id}")
	@Operation(summary = "Download a file, or one range of it")
	void download(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.download.send(this.attachments.get(account(), id), request, response);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Take back an upload that no step has taken")
	void discard(@PathVariable UUID id) {
		this.attachments.discard(account(), id);
	}

	private String account() {
		return this.reader.reader().orElseThrow(() -> Refusal.forbidden("not-signed-in")).accountId();
	}

}
