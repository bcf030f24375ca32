package io.orderflow.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Between a worker and the application: passes on what is asked and answered, but for
 * what a test wants to fail or to hang.
 */
final class BreakingLine implements AutoCloseable {

	/** What is not passed on. */
	private static final Set<String> OF_THE_LINE = Set.of("connection", "content-length", "expect", "host", "upgrade",
			"transfer-encoding", "http2-settings");

	/** What becomes of a request. */
	enum Fate {

		PASSES(0, ""), HANGS(0, ""),
		/** Nobody is behind the line. */
		FAILS(502, ""),
		/** Somebody on the way knows nothing of the address. */
		IS_UNKNOWN(404, ""),
		/** Somebody on the way takes no more. */
		IS_TOO_LARGE(413, ""),
		/** The engine, or an edge before it, refuses. */
		IS_REFUSED(400, "{\"type\":\"RestException\",\"message\":\"No\"}"),
		/** Somebody changed the same at the same time, and nothing was done. */
		COLLIDES(409, "{\"type\":\"urn:orderflow:problem:changed-meanwhile\",\"status\":409,\"detail\":\"Again\"}");

		private final int status;

		private final String body;

		Fate(int status, String body) {
			this.status = status;
			this.body = body;
		}

	}

	interface Breaking {

		Fate fate(String path, String body);

	}

	private final HttpClient client = HttpClient.newHttpClient();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final HttpServer server;

	private final int port;

	private final Breaking breaking;

	/**
	 * @param port of the application
	 */
	BreakingLine(int port, Breaking breaking) throws IOException {
		this.port = port;
		this.breaking = breaking;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::pass);
		this.server.start();
	}

	/** Where the application is, for the worker. */
	URI application() {
		return URI.create("http://localhost:" + this.server.getAddress().getPort());
	}

	URI engine() {
		return application().resolve("/engine-rest");
	}

	private void pass(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			Fate fate = this.breaking.fate(exchange.getRequestURI().getPath(),
					new String(body, StandardCharsets.UTF_8));
			if (fate == Fate.HANGS) {
				this.closed.await();
			}
			else if (fate == Fate.PASSES) {
				answer(exchange, this.client.send(request(exchange, body), BodyHandlers.ofByteArray()));
			}
			else {
				exchange.getResponseHeaders().set("Content-Type", "application/json");
				answer(exchange, fate.status, fate.body.getBytes(StandardCharsets.UTF_8));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private HttpRequest request(HttpExchange exchange, byte[] body) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + exchange.getRequestURI()))
			.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!OF_THE_LINE.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		return request.build();
	}

	private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
		answer.headers().map().forEach((name, values) -> {
			if (!OF_THE_LINE.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> exchange.getResponseHeaders().add(name, value));
			}
		});
		answer(exchange, answer.statusCode(), answer.body());
	}

	private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		if (body.length > 0) {
			try (OutputStream output = exchange.getResponseBody()) {
				output.write(body);
			}
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
