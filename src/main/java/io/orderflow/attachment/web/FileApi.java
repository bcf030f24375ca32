package io.orderflow.attachment.web;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.FileDownload;
import io.orderflow.attachment.FileView;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.body.AwaitedRequest;
import io.orderflow.platform.web.openapi.DescribedDownload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
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

	private final AttachmentService attachments;

	private final SubmittedFormReader forms;

	private final FileDownload download;

	private final CurrentReader reader;

	FileApi(AttachmentService attachments, SubmittedFormReader forms, FileDownload download, CurrentReader reader) {
		this.attachments = attachments;
		this.forms = forms;
		this.download = download;
		this.reader = reader;
	}

	/** The files of one request: all were kept, or none. */
	record Uploaded(List<FileView> files) {

		static Uploaded of(List<Attachment> files) {
			return new Uploaded(files.stream().map(FileView::of).toList());
		}

	}

	/**
	 * The body of an upload, for the API's document only: it is read as a stream.
	 *
	 * @param file one part for each file
	 */
	record Form(@ArraySchema(schema = @Schema(type = "string", format = "binary")) List<String> file) {

	}

	/**
	 * A form's parts named {@code file}, or, with any other content type, the body as one
	 * file. The content type of a form without files is not taken: whatever reads
	 * parameters on the way would have eaten the body.
	 */
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Upload files",
			description = "As multipart/form-data with one or more parts named file, or one file as the body with "
					+ "its name as a parameter. slot says which field of which step they are staged for.",
			requestBody = @RequestBody(required = true,
					content = {
							@Content(mediaType = "multipart/form-data", schema = @Schema(implementation = Form.class)),
							@Content(mediaType = "application/octet-stream",
									schema = @Schema(type = "string", format = "binary")) }))
	Uploaded upload(@RequestParam(required = false) @Nullable String name,
			@RequestParam(required = false) @Nullable String slot, HttpServletRequest request)
			throws IOException, HttpMediaTypeNotSupportedException {
		MediaType type = type(request);
		if (type.getType().equals("multipart")) {
			AttachmentUse use = (slot != null) ? new AttachmentUse(null, slot) : null;
			return Uploaded.of(this.forms.readFiles(account(), use, request));
		}
		if (type.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED)) {
			throw new HttpMediaTypeNotSupportedException(type,
					List.of(MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_OCTET_STREAM));
		}
		long declared = request.getContentLengthLong();
		Attachment kept = this.attachments.upload(account(), (name != null) ? name : "", slot,
				(declared >= 0) ? declared : null, request.getInputStream());
		try {
			AwaitedRequest.check(request);
		}
		catch (Refusal refusal) {
			this.attachments.discard(account(), kept.id());
			throw refusal;
		}
		return Uploaded.of(List.of(kept));
	}

	private static MediaType type(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
		String type = request.getContentType();
		try {
			return (type != null) ? MediaType.parseMediaType(type) : MediaType.APPLICATION_OCTET_STREAM;
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotSupportedException(ex.getMessage());
		}
	}

	@GetMapping
	@Operation(summary = "What I have uploaded for a step that has not been taken yet")
	Uploaded staged(@RequestParam String slot) {
		return Uploaded.of(this.attachments.staged(account(), slot));
	}

	@GetMapping("/{id}")
	@Operation(summary = "Download a file, or one range of it")
	@DescribedDownload
	void download(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.download.send(this.attachments.get(account(), id), request, response);
	}

	@GetMapping("/{id}/play")
	@Operation(summary = "Play a film or a sound of a draft, or one range of it",
			description = "For the client of an order whose freelancer lets them play the films and sounds of the "
					+ "draft: drafts[].files[].playHref. Everything else is refused as its download is, or 404.")
	@DescribedDownload
	void play(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.download.play(this.attachments.getToPlay(account(), id), request, response);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Take back an upload that no step has taken")
	void discard(@PathVariable UUID id) {
		this.attachments.discard(account(), id);
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
