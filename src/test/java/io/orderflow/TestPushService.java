package io.orderflow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

/** A push service over HTTPS in this JVM: takes what is pushed, or answers as told. */
public final class TestPushService implements AutoCloseable {

	private static final int NEVER = -1;

	private final HttpsServer server;

	private final List<Pushed> pushed = new ArrayList<>();

	private final Deque<Answer> answers = new ArrayDeque<>();

	/** A request as it came in. */
	public record Pushed(String path, Map<String, List<String>> headers, byte[] body) {

		public String header(String name) {
			Headers found = new Headers();
			found.putAll(this.headers);
			String value = found.getFirst(name);
			return (value != null) ? value : "";
		}

	}

	private record Answer(int status, Map<String, String> headers, String said) {

	}

	public TestPushService() {
		try {
			this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		this.server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.get().server()));
		this.server.setExecutor(Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "push service of a test");
			thread.setDaemon(true);
			return thread;
		}));
		this.server.createContext("/", this::take);
		this.server.start();
	}

	/** Where a browser of this service is reached. */
	public String endpoint(String browser) {
		return "https://localhost:" + port() + "/" + browser;
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	/** How the next request is answered; those after it are taken again. */
	public TestPushService answersNext(int status, Map<String, String> headers) {
		return answersNext(status, headers, "");
	}

	/** The same, with words of its own. */
	public TestPushService answersNext(int status, Map<String, String> headers, String said) {
		synchronized (this.pushed) {
			this.answers.add(new Answer(status, headers, said));
		}
		return this;
	}

	/** The next request is taken, and not answered. */
	public TestPushService answersNever() {
		return answersNext(NEVER, Map.of());
	}

	/** What was pushed, refused or not, oldest first. */
	public List<Pushed> pushed() {
		synchronized (this.pushed) {
			return List.copyOf(this.pushed);
		}
	}

	private void take(HttpExchange exchange) throws IOException {
		Pushed request = new Pushed(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()),
				exchange.getRequestBody().readAllBytes());
		Answer answer;
		synchronized (this.pushed) {
			this.pushed.add(request);
			answer = this.answers.isEmpty() ? new Answer(201, Map.of(), "") : this.answers.remove();
		}
		if (answer.status() == NEVER) {
			return;
		}
		answer.headers().forEach(exchange.getResponseHeaders()::set);
		byte[] said = answer.said().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(answer.status(), (said.length > 0) ? said.length : -1);
		if (said.length > 0) {
			exchange.getResponseBody().write(said);
		}
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
