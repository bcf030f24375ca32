package io.orderflow.worker;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What the application has and takes for external tasks, over HTTP: see
 * {@code docs/workers.md}. Every call is made as the worker that holds the task.
 */
class TaskResources {

	private static final Duration CONNECT = Duration.ofSeconds(5);

	/** Of a large file on a slow line. */
	private static final Duration TRANSFER = Duration.ofMinutes(10);

	/** Of a request that may be the last one before the process ends. */
	private static final Duration LAST_WORD = Duration.ofSeconds(10);

	/** What the application says of a result that is there, or is not wanted any more. */
	private static final Set<String> DONE = Set.of("preview-finished", "preview-quarantined", "preview-handed-in",
			"dossier-finished", "dossier-handed-in", "dossier-outdated");

	/**
	 * What it says of a result that is none, however often it is handed in: whoever drew
	 * it was taken over.
	 */
	private static final Set<String> NO_RESULT = Set.of("file-empty", "wrong-file-type", "picture-broken",
			"page-unknown", "page-count-malformed", "seconds-malformed", "choice-unknown");

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

	private final ObjectMapper json = new ObjectMapper();

	private final URI application;

	private final String authorization;

	private final String workerId;

	private final Duration transfer;

	private final Set<Future<?>> running = ConcurrentHashMap.newKeySet();

	private final CountDownLatch stopped = new CountDownLatch(1);

	TaskResources(URI application, String authorization, String workerId) {
		this(application, authorization, workerId, TRANSFER);
	}

	/**
	 * @param transfer how long a request may take until all of its answer is there
	 */
	TaskResources(URI application, String authorization, String workerId, Duration transfer) {
		this.application = application;
		this.authorization = authorization;
		this.workerId = workerId;
		this.transfer = transfer;
	}

	/**
	 * Ends what is under way with an {@link InterruptedException}, and lets nothing begin
	 * but what takes back.
	 */
	void stop() {
		this.stopped.countDown();
		this.running.forEach((request) -> request.cancel(true));
	}

	/** Whether the workers stop before that time has passed. */
	boolean stopWithin(Duration time) throws InterruptedException {
		return this.stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
	}

	private boolean isStopped() {
		return this.stopped.getCount() == 0;
	}

	/** An answer that is none of the good ones. */
	static final class RefusedException extends IOException {

		private static final long serialVersionUID = 1L;

		private final int status;

		private final String code;

		RefusedException(int status, String code, String said) {
			super(said + " (HTTP " + status + ")");
			this.status = status;
			this.code = code;
		}

		/** Whether the task is held no more: by then it is another's, or gone. */
		boolean isTaskLost() {
			return this.status == 404 && this.code.equals("task-not-held");
		}

		/** Whether what was handed in is larger than the application takes. */
		boolean isTooLarge() {
			return this.status == 413;
		}

		/**
		 * Whether somebody has done it already, or nobody shall. Not where there was a
		 * conflict of any other kind: nothing was done then, and it is tried again.
		 */
		boolean isDone() {
			return this.status == 409 && DONE.contains(this.code);
		}

		/** Whether what was handed in is no result at all. */
		boolean isNoResult() {
			return this.status == 400 && NO_RESULT.contains(this.code);
		}

	}

	/** What the task asks for. */
	JsonNode task(String task) throws IOException, InterruptedException {
		HttpResponse<String> answer = send(request("/api/external-tasks/" + task).GET(), BodyHandlers.ofString());
		return this.json.readTree(checked(answer).body());
	}

	/** Fetches what is said as JSON, however much that is. */
	void fetch(String href, Path to) throws IOException, InterruptedException {
		HttpResponse<String> answer = send(request(href).GET(),
				(head) -> (head.statusCode() == 200)
						? BodySubscribers.mapping(BodyHandlers.ofFile(to).apply(head), (file) -> "")
						: BodyHandlers.ofString().apply(head));
		if (answer.statusCode() != 200) {
			throw refused(answer.statusCode(), answer.body());
		}
	}

	/** Fetches a file, and checks that it came as it is kept. */
	void fetch(String href, String sha256, Path to) throws IOException, InterruptedException {
		fetch(href, to);
		if (!HexFormat.of().formatHex(sha256(to)).equals(sha256)) {
			throw new IOException("The file arrived with another checksum");
		}
	}

	void post(String href) throws IOException, InterruptedException {
		checked(send(request(href).POST(BodyPublishers.noBody()), BodyHandlers.ofString()));
	}

	/** Also once the workers stop. */
	void delete(String href) throws IOException, InterruptedException {
		checked(await(this.http.sendAsync(request(href).DELETE().build(), BodyHandlers.ofString()), LAST_WORD));
	}

	void putJson(String href, Map<String, ?> body) throws IOException, InterruptedException {
		BodyPublisher written = BodyPublishers.ofString(this.json.writeValueAsString(body));
		checked(send(request(href).header("Content-Type", "application/json").PUT(written), BodyHandlers.ofString()));
	}

	void putPicture(String href, Path picture) throws IOException, InterruptedException {
		put(href, "image/jpeg", picture);
	}

	void putPdf(String href, Path document) throws IOException, InterruptedException {
		put(href, "application/pdf", document);
	}

	private void put(String href, String type, Path file) throws IOException, InterruptedException {
		String digest = "sha-256=:" + Base64.getEncoder().encodeToString(sha256(file)) + ":";
		checked(send(request(href).header("Content-Type", type)
			.header("Content-Digest", digest)
			.PUT(BodyPublishers.ofFile(file)), BodyHandlers.ofString()));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest
			.newBuilder(this.application
				.resolve(path + "?workerId=" + URLEncoder.encode(this.workerId, StandardCharsets.UTF_8)))
			.header("Accept-Language", "en")
			.header("Authorization", this.authorization);
	}

	private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> reading)
			throws IOException, InterruptedException {
		if (isStopped()) {
			throw new InterruptedException("The workers stop");
		}
		CompletableFuture<HttpResponse<T>> answer = this.http.sendAsync(request.build(), reading);
		this.running.add(answer);
		try {
			if (isStopped()) {
				answer.cancel(true);
			}
			return await(answer, this.transfer);
		}
		catch (IOException ex) {
			// what is cancelled may also end with an exception of the client's own
			if (isStopped()) {
				throw new InterruptedException("The workers stop");
			}
			throw ex;
		}
		finally {
			this.running.remove(answer);
		}
	}

	/** A time-out of the request itself would end with the first line of the answer. */
	private static <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer, Duration most)
			throws IOException, InterruptedException {
		try {
			return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new HttpTimeoutException("There was no whole answer within " + most.toSeconds() + " seconds");
		}
		catch (CancellationException ex) {
			throw new InterruptedException("The workers stop");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof IOException failed) ? failed : new IOException(ex.getCause());
		}
		finally {
			answer.cancel(true);
		}
	}

	private HttpResponse<String> checked(HttpResponse<String> answer) throws IOException {
		if (answer.statusCode() / 100 == 2) {
			return answer;
		}
		throw refused(answer.statusCode(), answer.body());
	}

	private RefusedException refused(int status, String body) {
		JsonNode problem = problem(body);
		String type = (problem != null) ? problem.path("type").asText() : "";
		String detail = (problem != null) ? problem.path("detail").asText() : "";
		return new RefusedException(status, type.substring(type.lastIndexOf(':') + 1),
				detail.isEmpty() ? "The application refused" : detail);
	}

	private @Nullable JsonNode problem(String body) {
		try {
			return this.json.readTree(body);
		}
		catch (IOException ex) {
			return null;
		}
	}

	/** Of a large file that takes seconds, in which the workers may stop. */
	byte[] sha256(Path file) throws IOException, InterruptedException {
		try (var input = Files.newInputStream(file)) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			byte[] buffer = new byte[64 * 1024];
			for (int count = input.read(buffer); count > 0; count = input.read(buffer)) {
				if (isStopped()) {
					throw new InterruptedException("The workers stop");
				}
				digest.update(buffer, 0, count);
			}
			return digest.digest();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
