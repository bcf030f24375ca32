package io.orderflow.attachment.web;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.picture.FilePages;
import io.orderflow.attachment.picture.ShownPictureService;
import io.orderflow.platform.CurrentReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Pictures of services and people, for whoever may see what they show. An address has the
 * same picture for ever, so that a browser asks once.
 */
@RestController
@RequestMapping("/api/pictures/{id}")
@Tag(name = "Pictures", description = "Of services and people, as JPEG")
class PictureApi {

	private static final String CACHE = CacheControl.maxAge(Duration.ofDays(365))
		.cachePrivate()
		.immutable()
		.getHeaderValue();

	private final ShownPictureService pictures;

	private final AttachmentService attachments;

	private final CurrentReader reader;

	PictureApi(ShownPictureService pictures, AttachmentService attachments, CurrentReader reader) {
		this.pictures = pictures;
		this.attachments = attachments;
		this.reader = reader;
	}

	@GetMapping
	@Operation(summary = "A picture to look at",
			description = "Of a service at most 1,600 pixels on a side, of a person a square of at most 512.")
	@ApiResponse(responseCode = "200", description = "The picture",
			content = @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
	@ApiResponse(responseCode = "304", description = "It is the picture of If-None-Match", content = @Content)
	void picture(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		send(id, false, request, response);
	}

	@GetMapping("/small")
	@Operation(summary = "A picture to choose by",
			description = "Of a service at most 640 pixels on a side, of a person a square of at most 128.")
	@ApiResponse(responseCode = "200", description = "The picture",
			content = @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
	@ApiResponse(responseCode = "304", description = "It is the picture of If-None-Match", content = @Content)
	void smallPicture(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		send(id, true, request, response);
	}

	private void send(UUID id, boolean small, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Attachment file = this.pictures.file(this.reader.signedIn().accountId(), id, small);
		response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
		if (new ServletWebRequest(request, response).checkNotModified('"' + file.sha256() + '"')) {
			return;
		}
		response.setContentType(FilePages.TYPE);
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "inline");
		response.setContentLengthLong(file.size());
		if (!"HEAD".equals(request.getMethod())) {
			this.attachments.copy(file, 0, file.size(), response.getOutputStream());
		}
	}

}
