package io.orderflow.running;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.TestTimeouts;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * The application in a Java process of its own, with 512 MB of heap, the embedded default
 * and a data directory of the test's. What it prints is kept beside its data.
 */
public final class RunningApplication implements AutoCloseable {

	/** A start takes some 15 s of a processor, of which a busy machine gives little. */
	private static final Duration START = Duration.ofMinutes(8);

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final ObjectMapper json = new ObjectMapper();

	private final Process process;

	private final int port;

	private RunningApplication(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/** Starts it, and waits until it answers. */
	public static RunningApplication start(Path data, int port) {
		return start(data.resolveSibling(data.getFileName() + ".log"), port, List.of(),
				List.of("--orderflow.embedded.data-directory=" + data, "--orderflow.embedded.mail-port=0"));
	}

	/**
	 * Starts a further node on a database that is there; it runs no jobs. Its machine is
	 * set up in Turkish, whose small I has no dot, and on the other side of the date
	 * line: neither must make a difference.
	 */
	static RunningApplication beside(String database, Path log, int port) {
		return start(log, port, List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Pacific/Auckland"),
				List.of("--spring.profiles.active=node", "--server.address=127.0.0.1",
						"--spring.datasource.url=" + database, "--spring.datasource.username=postgres",
						"--spring.mail.host=localhost", "--camunda.bpm.job-execution.enabled=false"));
	}

	/** With the flags that {@code spring-boot:run} gives it. */
	private static RunningApplication start(Path log, int port, List<String> machine, List<String> settings) {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=128m"));
		command.addAll(machine);
		command.addAll(List.of("-cp", classPath, "io.orderflow.OrderflowApplication", "--server.port=" + port,
				"--orderflow.engine.password-iterations=1000"));
		command.addAll(settings);
		try {
			Files.createDirectories(log.getParent());
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
			RunningApplication application = new RunningApplication(process, port);
			try {
				await("the application to answer").atMost(START)
					.until(() -> application.answers() || !process.isAlive());
			}
			catch (ConditionTimeoutException ex) {
				application.close();
				throw new IllegalStateException("The application did not answer:\n" + Files.readString(log), ex);
			}
			if (!process.isAlive()) {
				throw new IllegalStateException("The application ended by itself:\n" + Files.readString(log));
			}
			return application;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * One that stays free until the application takes it: below those that a system gives
	 * to whoever connects or asks for any, of which a busy machine gives away many.
	 */
	public static int freePort() {
		for (int i = 0; i < 1_000; i++) {
			int port = ThreadLocalRandom.current().nextInt(10_240, 32_000);
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// taken
			}
		}
		throw new IllegalStateException("No port is free");
	}

	public String address() {
		return "http://localhost:" + this.port;
	}

	public long pid() {
		return this.process.pid();
	}

	/** Ends it as a power cut would: nothing of it gets another instruction. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		if (!this.process.waitFor(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("The application outlived its end");
		}
	}

	/** What somebody reads over HTTP; any answer but a good one fails. */
	public JsonNode get(String account, String path) {
		return send(account, HttpRequest.newBuilder(URI.create(address() + path)).GET());
	}

	public JsonNode post(String account, String path, String body) {
		return send(account,
				HttpRequest.newBuilder(URI.create(address() + path))
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString(body)));
	}

	private JsonNode send(String account, HttpRequest.Builder request) {
		String credentials = Base64.getEncoder()
			.encodeToString((account + ":orderflow").getBytes(StandardCharsets.UTF_8));
		try {
			HttpResponse<String> response = this.http.send(
					request.header("Authorization", "Basic " + credentials).timeout(TestTimeouts.LIMIT).build(),
					BodyHandlers.ofString());
			if (response.statusCode() >= 300) {
				throw new IllegalStateException(response.statusCode() + " " + response.body());
			}
			return this.json.readTree(response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private boolean answers() {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/actuator/health/readiness"))
				.timeout(Duration.ofSeconds(5))
				.build();
			return this.http.send(request, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
