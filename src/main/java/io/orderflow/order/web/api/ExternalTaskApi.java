package io.orderflow.order.web.api;

import java.io.IOException;
import java.security.Principal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.attachment.FileDownload;
import io.orderflow.order.dossier.DossierContent;
import io.orderflow.order.dossier.DossierDesk;
import io.orderflow.order.dossier.DossierOutcome;
import io.orderflow.order.dossier.DossierTask;
import io.orderflow.order.preview.PreviewDesk;
import io.orderflow.order.preview.PreviewOutcome;
import io.orderflow.order.preview.PreviewPicture;
import io.orderflow.order.preview.PreviewTask;
import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.token.WorkerName;
import io.orderflow.platform.web.body.AwaitedRequest;
import io.orderflow.platform.web.openapi.DescribedDownload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a worker needs beside the engine's own REST API: the files of a task that it
 * holds, and where to hand in what it made. {@code docs/workers.md} tells it in order.
 */
@RestController
@RequestMapping("/api/external-tasks/{task}")
@Tag(name = "External tasks",
		description = "For workers that hold the task, with a token of the scope WORK; "
				+ "404 to every other worker, and before and after. Tasks of the topics draft.preparePreview and "
				+ "order.buildDossier are locked, renewed, failed and completed at " + EnginePaths.REST
				+ "/external-task (docs/workers.md).")
class ExternalTaskApi {

	/** RFC 9530; other algorithms may stand beside it. */
	private static final Pattern SHA_256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/=]{44}):\\s*(?:,|$)");

	private static final String WORKER_ID = "The name under which the task was locked";

	private static final String DIGEST = "The sha-256 of the body (RFC 9530): sha-256=:…:";

	private static final String CONFLICT = "#/components/responses/Conflict";

	private final PreviewDesk previews;

	private final DossierDesk dossiers;

	private final FileDownload download;

	ExternalTaskApi(PreviewDesk previews, DossierDesk dossiers, FileDownload download) {
		this.previews = previews;
		this.dossiers = dossiers;
		this.download = download;
	}

	/** How often a file was begun. */
	record Attempt(int attempts) {

	}

	/**
	 * What came of a file.
	 *
	 * @param pages how many the original has, where it has any
	 * @param seconds how long a recording lasts, where it is one
	 */
	record Finished(@Nullable @Schema(allowableValues = {
			"DRAWN", "NOT_DRAWABLE", "ENCRYPTED", "DAMAGED", "TOO_LARGE", "TOO_SLOW" }) PreviewOutcome outcome,
			@Nullable Integer pages, @Nullable Integer seconds){

	}

	/** Why there is no document. */
	record NotMade(@Nullable DossierOutcome outcome) {

	}

	@ModelAttribute
	void checkWorker(HttpServletRequest request) {
		if (!request.isUserInRole(UserStore.WORKERS)) {
			throw Refusal.forbidden("only-workers");
		}
	}

	@GetMapping
	@Operation(summary = "What the task asks for",
			description = "Of draft.preparePreview: the files of the draft and the limits of a preview. "
					+ "Of order.buildDossier: the dossier of each side.")
	@ApiResponse(responseCode = "200",
			content = @Content(schema = @Schema(oneOf = { PreviewTask.class, DossierTask.class })))
	Object task(@PathVariable String task, @Parameter(description = WORKER_ID) @RequestParam String workerId,
			Principal account) {
		String worker = name(account, workerId);
		return this.dossiers.holds(task, worker) ? this.dossiers.task(task, worker) : this.previews.task(task, worker);
	}

	/** The name under which it was locked, which is nobody's but this account's. */
	private static String name(Principal account, String workerId) {
		return WorkerName.of(account.getName(), workerId);
	}

	@GetMapping("/dossiers/{build}/{side}")
	@Operation(summary = "Read what stands in a side's dossier",
			description = "In words, in the side's language; side is client or freelancer. "
					+ "409 where another was asked for meanwhile.")
	@ApiResponse(responseCode = "200", description = "What stands in it", useReturnTypeSchema = true)
	@ApiResponse(responseCode = "409", ref = CONFLICT)
	DossierContent dossier(@PathVariable String task, @PathVariable int build,
			@Parameter(schema = @Schema(allowableValues = { "client", "freelancer" })) @PathVariable String side,
			@Parameter(description = WORKER_ID) @RequestParam String workerId, Principal account) {
		return this.dossiers.content(task, name(account, workerId), build, side);
	}

	@PutMapping("/dossiers/{build}/{side}/document")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Hand in a side's dossier",
			description = "The body is a PDF, and the header Content-Digest has its sha-256 (RFC 9530). "
					+ "The same document again is a repeat; another is 409.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(mediaType = "application/pdf",
							schema = @Schema(type = "string", format = "binary"))))
	void handInDossier(@PathVariable String task, @PathVariable int build,
			@Parameter(schema = @Schema(allowableValues = { "client", "freelancer" })) @PathVariable String side,
			@Parameter(description = WORKER_ID) @RequestParam String workerId, Principal account,
			@Parameter(description = DIGEST, required = true) @RequestHeader(name = "Content-Digest",
					required = false) @Nullable String digest,
			HttpServletRequest request) throws IOException {
		this.dossiers.handIn(task, name(account, workerId), build, side, sha256(digest),
				AwaitedRequest.content(request));
	}

	@PutMapping("/dossiers/{build}/{side}/outcome")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Say why there is no document of a side's dossier",
			description = "It is tried no more: complete the task then. The side reads that it was not made, "
					+ "and can ask for another.")
	void finishDossier(@PathVariable String task, @PathVariable int build,
			@Parameter(schema = @Schema(allowableValues = { "client", "freelancer" })) @PathVariable String side,
			@Parameter(description = WORKER_ID) @RequestParam String workerId, Principal account,
			@RequestBody NotMade notMade) {
		if (notMade.outcome() == null) {
			throw Refusal.invalid("outcome", "choice-missing");
		}
		this.dossiers.finish(task, name(account, workerId), build, side, notMade.outcome());
	}

	@GetMapping("/files/{file}")
	@Operation(operationId = "taskFile", summary = "Read a file of the task, or one range of it")
	@DescribedDownload
	void file(@PathVariable String task, @PathVariable UUID file,
			@Parameter(description = WORKER_ID) @RequestParam String workerId, Principal account,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.download.send(this.previews.file(task, name(account, workerId), file), request, response);
	}

	@PostMapping("/files/{file}/attempts")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Say that drawing the file begins",
			description = "A file that was begun twice without an outcome is in quarantine: 409")
	Attempt begin(@PathVariable String task, @PathVariable UUID file,
			@Parameter(description = WORKER_ID) @RequestParam String workerId, Principal account) {
		return new Attempt(this.previews.begin(task, name(account, workerId), file));
	}

	@DeleteMapping("/files/{file}/attempts")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "takeBackAttempt", summary = "Take back that drawing the file began",
			description = "For a worker that stops and is about to unlock the task: the file is not to blame. "
					+ "What another worker began stays; 409 once the file has an outcome.")
	void takeBack(@PathVariable String task, @PathVariable UUID file,
			@Parameter(description = WORKER_ID) @RequestParam String workerId, Principal account) {
		this.previews.takeBack(task, name(account, workerId), file);
	}

	@PutMapping("/files/{file}/pages/{page}/{picture}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Hand in a picture of a page",
			description = "The body is a JPEG or a PNG, picture is preview or thumbnail, and the header "
					+ "Content-Digest has its sha-256 (RFC 9530). The same picture again is a repeat; another is 409.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = {
							@Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")),
							@Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")) }))
	void handIn(@PathVariable String task, @PathVariable UUID file, @PathVariable int page,
			@Parameter(schema = @Schema(allowableValues = { "preview", "thumbnail" })) @PathVariable String picture,
			@Parameter(description = WORKER_ID) @RequestParam String workerId, Principal account,
			@Parameter(description = DIGEST, required = true) @RequestHeader(name = "Content-Digest",
					required = false) @Nullable String digest,
			HttpServletRequest request) throws IOException {
		this.previews.handIn(task, name(account, workerId), file, page, picture(picture),
				new PreviewDesk.Sent(sha256(digest), AwaitedRequest.content(request)));
	}

	private static PreviewPicture picture(String name) {
		for (PreviewPicture picture : PreviewPicture.values()) {
			if (picture.name().toLowerCase(Locale.ROOT).equals(name)) {
				return picture;
			}
		}
		throw Refusal.notFound("no-such-picture");
	}

	private static String sha256(@Nullable String digest) {
		Matcher matcher = SHA_256.matcher((digest != null) ? digest : "");
		if (!matcher.find()) {
			throw Refusal.invalid("Content-Digest", "digest-missing");
		}
		try {
			return HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1)));
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid("Content-Digest", "digest-missing");
		}
	}

	@PutMapping("/files/{file}/outcome")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Say what came of the file", description = "DRAWN counts once its first page was handed in")
	void finish(@PathVariable String task, @PathVariable UUID file,
			@Parameter(description = WORKER_ID) @RequestParam String workerId, Principal account,
			@RequestBody Finished finished) {
		if (finished.outcome() == null) {
			throw Refusal.invalid("outcome", "choice-missing");
		}
		this.previews.finish(task, name(account, workerId), file, finished.outcome(), finished.pages(),
				finished.seconds());
	}

}
