package io.orderflow.attachment.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.picture.FilePages;
import io.orderflow.attachment.picture.PageView;
import io.orderflow.attachment.picture.PictureSize;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.DeferredResult;

/** What is seen of files. Only pictures that we drew are sent to be shown. */
@RestController
@RequestMapping("/api/files/{id}/pages")
@Tag(name = "Files")
class FilePageApi {

	/** Longer than a file takes that waits for nobody. */
	private static final Duration PATIENCE = Duration.ofSeconds(50);

	/** Read of a picture at a time: most are no larger. */
	private static final int PIECE = 256 * 1024;

	private static final String KNOWN = "It is the picture of If-None-Match";

	private final FilePages pages;

	private final AttachmentService attachments;

	private final CurrentReader reader;

	FilePageApi(FilePages pages, AttachmentService attachments, CurrentReader reader) {
		this.pages = pages;
		this.attachments = attachments;
		this.reader = reader;
	}

	@GetMapping
	@Operation(summary = "The first pages of a picture or PDF, as pictures",
			description = "For whoever may read the file. Drawn when somebody first asks: that answer may take a "
					+ "few seconds, or be 503 with Retry-After. 404 page-not-there: files of this kind are not drawn.")
	DeferredResult<PageView> pages(@PathVariable UUID id) {
		return later(this.pages.of(account(), id), Function.identity());
	}

	@GetMapping("/{page}")
	@Operation(operationId = "filePage", summary = "A page to look at, as a JPEG of at most 1,600 pixels on a side")
	@ApiResponse(responseCode = "200", description = "The page",
			content = @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
	@ApiResponse(responseCode = "304", description = KNOWN, content = @Content)
	DeferredResult<ResponseEntity<Resource>> page(@PathVariable UUID id, @PathVariable int page, HttpMethod method,
			WebRequest request, HttpServletResponse response) {
		String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
		confine(response);
		return later(this.pages.picture(account(), id, page, PictureSize.PREVIEW),
				(picture) -> answer(picture.orElseThrow(() -> Refusal.notFound("page-not-there")), method, known));
	}

	@GetMapping("/{page}/thumbnail")
	@ApiResponse(responseCode = "200", description = "The page",
			content = @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
	@ApiResponse(responseCode = "303", description = "The picture that stands for it", content = @Content)
	@ApiResponse(responseCode = "304", description = KNOWN, content = @Content)
	@Operation(summary = "A page to choose by, as a JPEG of at most 320 pixels on a side",
			description = "303 to a picture that stands for it where the file could not be drawn, so that a page "
					+ "that shows it has no gap.")
	DeferredResult<ResponseEntity<Resource>> thumbnail(@PathVariable UUID id, @PathVariable int page, HttpMethod method,
			WebRequest request, HttpServletResponse response) {
		confine(response);
		String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
		URI instead = URI.create(request.getContextPath() + "/images/not-shown.svg");
		return later(this.pages.picture(account(), id, page, PictureSize.THUMBNAIL),
				(picture) -> picture.map((found) -> answer(found, method, known))
					.orElseGet(() -> ResponseEntity.status(HttpStatus.SEE_OTHER).location(instead).build()));
	}

	/** At once: the headers that pages get are written before a picture is there. */
	private static void confine(HttpServletResponse response) {
		response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
		response.setHeader("X-Content-Type-Options", "nosniff");
		// who may read it can change: ask again each time, the ETag spares the bytes
		response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
	}

	private ResponseEntity<Resource> answer(Attachment picture, HttpMethod method, @Nullable String known) {
		String etag = '"' + picture.sha256() + '"';
		if (etag.equals(known)) {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(etag).build();
		}
		ResponseEntity.BodyBuilder head = ResponseEntity.ok()
			.eTag(etag)
			.contentType(MediaType.parseMediaType(FilePages.TYPE))
			.contentLength(picture.size())
			.header("Content-Disposition", "inline");
		return HttpMethod.HEAD.equals(method) ? head.build() : head.body(new PictureContent(picture));
	}

	/**
	 * Read while it is sent, by a thread of the server, and not by the one that tells all
	 * who wait.
	 */
	private final class PictureContent extends AbstractResource {

		private final Attachment picture;

		private PictureContent(Attachment picture) {
			this.picture = picture;
		}

		@Override
		public InputStream getInputStream() {
			return new PictureStream(this.picture);
		}

		@Override
		public long contentLength() {
			return this.picture.size();
		}

		@Override
		public String getDescription() {
			return "picture " + this.picture.id();
		}

	}

	/** Has one piece in memory at a time, read when the one before was taken. */
	private final class PictureStream extends InputStream {

		private final Attachment picture;

		private InputStream piece = InputStream.nullInputStream();

		private long position;

		private PictureStream(Attachment picture) {
			this.picture = picture;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
		}

		@Override
		public int read(byte[] to, int offset, int length) throws IOException {
			int count = this.piece.read(to, offset, length);
			if (count >= 0 || this.position == this.picture.size()) {
				return count;
			}
			int next = (int) Math.min(PIECE, this.picture.size() - this.position);
			ByteArrayOutputStream read = new ByteArrayOutputStream(next);
			FilePageApi.this.attachments.copy(this.picture, this.position, next, read);
			this.piece = new ByteArrayInputStream(read.toByteArray());
			this.position += next;
			return this.piece.read(to, offset, length);
		}

	}

	private static <S, T> DeferredResult<T> later(CompletableFuture<S> told, Function<S, T> answer) {
		DeferredResult<T> result = new DeferredResult<>(PATIENCE.toMillis(), () -> Refusal.unavailable("busy"));
		// answered, too late, or the line is gone: nobody waits any more
		result.onCompletion(() -> told.cancel(false));
		told.thenApply(answer).whenComplete((value, failure) -> {
			if (failure == null) {
				result.setResult(value);
			}
			else {
				result.setErrorResult((failure instanceof CompletionException wrapped && wrapped.getCause() != null)
						? wrapped.getCause() : failure);
			}
		});
		return result;
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
