package io.orderflow.worker;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.ForeignPrograms;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.Visitor;
import io.orderflow.order.TimelineKind;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.ExternalTaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Workers in other languages, of {@code docs/examples}, with a token of the scope WORK.
 * Skipped with a line where what they need is missing; CI insists.
 */
@OrderflowTest
class ForeignWorkersTest {

	private static final Path EXAMPLES = Path.of("docs", "examples");

	@LocalServerPort
	private int port;

	@Autowired
	private Drafts drafts;

	@Autowired
	private ExternalTaskService tasks;

	@Autowired
	private JdbcClient jdbc;

	@TempDir
	private Path folder;

	@BeforeEach
	void keepOthers() {
		this.drafts.keepOthers();
	}

	@AfterEach
	void releaseOthers() {
		this.drafts.releaseOthers();
	}

	@Test
	void the_worker_in_javascript_makes_a_preview_that_the_page_shows() throws Exception {
		ForeignPrograms.needs("node", "npm");
		Path worker = Files.createDirectory(this.folder.resolve("worker-js"));
		for (String file : new String[] { "package.json", "package-lock.json", "worker.js" }) {
			Files.copy(EXAMPLES.resolve("worker-js").resolve(file), worker.resolve(file));
		}
		Process install = run(worker, "install", "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit",
				"--no-fund");
		if (!install.waitFor(5, TimeUnit.MINUTES) || install.exitValue() != 0) {
			install.destroyForcibly();
			ForeignPrograms
				.skip("npm does not reach its packages: the worker in JavaScript is not run. " + said("install"));
		}
		OrderScenario order = this.drafts
			.with(Map.of("fox.png", SampleFiles.picture("png", 2_000, 1_000), "notes.txt", new byte[] { 'a' }));
		Path broken = Files.writeString(worker.resolve("broken.mjs"),
				"""
						const whole = globalThis.fetch;
						let left = 3;
						globalThis.fetch = (address, ...more) => {
							if (!String(address).includes("/pages/1/preview") || left === 0) {
								return whole(address, ...more);
							}
							return left-- > 1 ? Promise.reject(new Error("The line broke"))
								: Promise.resolve(new Response('{"type":"urn:orderflow:problem:changed-meanwhile"}', { status: 409 }));
						};
						""");
		works(order, 3, run(worker, "worker", "node", "--import", broken.toUri().toString(), "worker.js"));

		assertThat(order.timeline(TimelineKind.PREVIEW_MADE)).isOne();
		assertThat(Drafts.preview(this.port, order, "notes.txt").at("/outcome").asText()).isEqualTo("NOT_DRAWABLE");
		JsonNode page = Drafts.preview(this.port, order, "fox.png").at("/shown/0");
		BufferedImage preview = picture(order, page.at("/href").asText());
		assertThat(preview.getWidth()).isEqualTo(1_600);
		assertThat(Arrays.stream(preview.getRGB(0, 0, 700, 800, null, 0, 700)).distinct().count())
			.as("colours of the red half, with a watermark on it")
			.isGreaterThan(50);
		assertThat(Visitor.signedIn(this.port, order.client()).get("/orders/" + order.number()).body())
			.contains(page.at("/href").asText());
	}

	@Test
	void the_worker_of_curl_hands_in_what_a_program_draws() throws Exception {
		ForeignPrograms.needs("bash", "curl", "jq", "openssl");
		Path preview = this.folder.resolve("drawn.jpg");
		Files.write(preview, SampleFiles.picture("jpeg", 300, 200));
		Path program = Files.writeString(this.folder.resolve("draw.sh"), """
				#!/usr/bin/env bash
				case "$2" in image/*) cp "%s" "$4"; cp "%s" "$5" ;; *) exit 1 ;; esac
				""".formatted(preview, preview));
		assertThat(program.toFile().setExecutable(true)).isTrue();
		Path arguments = this.folder.resolve("arguments.log");
		watched("curl", arguments, """
				case "$*" in
				*/attempts*) if mkdir "%1$s/one" 2> /dev/null; then printf 500; exit 22; fi ;;
				*/pages/1/preview*) if mkdir "%1$s/two" 2> /dev/null; then echo "The line broke" >&2; exit 56; fi
					if mkdir "%1$s/three" 2> /dev/null; then
						while [ "$1" != --output ]; do shift; done
						echo '{"type":"urn:orderflow:problem:changed-meanwhile"}' > "$2"; printf 409; exit 22
					fi ;;
				esac
				""".formatted(this.folder));
		OrderScenario order = this.drafts
			.with(Map.of("fox.png", SampleFiles.picture("png", 30, 20), "notes.txt", new byte[] { 'a' }));
		works(order, 3, run(this.folder, "worker", "bash",
				EXAMPLES.resolve("worker-curl.sh").toAbsolutePath().toString(), program.toString()));

		assertThat(Drafts.preview(this.port, order, "notes.txt").at("/outcome").asText()).isEqualTo("NOT_DRAWABLE");
		assertThat(picture(order, Drafts.preview(this.port, order, "fox.png").at("/shown/0/href").asText()).getWidth())
			.isEqualTo(300);
		assertThat(arguments).content().contains("/fetchAndLock").doesNotContain("ofl_");
	}

	/**
	 * A program that writes down what everybody on the machine sees of it.
	 * @param before what is done before it runs
	 */
	private void watched(String program, Path arguments, String before) throws IOException {
		Path watched = Files.writeString(Files.createDirectory(this.folder.resolve("bin")).resolve(program), """
				#!/usr/bin/env bash
				printf '%%s\\n' "$*" >> "%s"
				%s
				exec "%s" "$@"
				""".formatted(arguments, before, ForeignPrograms.onPath(program).findFirst().orElseThrow()));
		assertThat(watched.toFile().setExecutable(true)).isTrue();
	}

	/**
	 * @param failures how often it fails, which it is to say and to blame no file for
	 */
	private void works(OrderScenario order, int failures, Process worker) throws Exception {
		try {
			for (int left = 3; left > 3 - failures; left--) {
				Integer retries = left;
				await().atMost(Duration.ofMinutes(2))
					.until(() -> Drafts.isReviewed(order) || !worker.isAlive()
							|| retries.equals(this.drafts.task(order).getRetries()));
				assertThat(Drafts.isReviewed(order)).as(said("worker")).isFalse();
				assertThat(worker.isAlive()).as(said("worker")).isTrue();
				assertThat(this.drafts.task(order).getErrorMessage()).contains("was not made");
				assertThat(attempts(order)).as("attempts that count: " + said("worker")).isZero();
				this.tasks.unlock(this.drafts.task(order).getId());
			}
			await().atMost(Duration.ofMinutes(2)).until(() -> Drafts.isReviewed(order) || !worker.isAlive());
			assertThat(Drafts.isReviewed(order)).as(said("worker")).isTrue();
		}
		finally {
			worker.destroyForcibly().waitFor();
		}
	}

	/** Of files that nothing came of yet. */
	private int attempts(OrderScenario order) {
		return this.jdbc.sql("""
				select coalesce(sum(attempts), 0) from preview_file
				where order_id = (select id from orders where number = :order) and outcome is null
				""").param("order", order.number()).query(Integer.class).single();
	}

	private Process run(Path in, String name, String... command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve(name + ".log").toFile());
		builder.environment().merge("PATH", "", (path, none) -> this.folder.resolve("bin") + File.pathSeparator + path);
		builder.environment()
			.putAll(Map.of("ORDERFLOW", "http://localhost:" + this.port, "ORDERFLOW_WORKER_TOKEN", token()));
		return builder.start();
	}

	private String token() throws IOException {
		HttpResponse<String> made = Visitor.withPassword(this.port, "worker", "orderflow")
			.post("/api/me/tokens", "{\"name\": \"example\", \"scopes\": [\"WORK\"]}");
		return new ObjectMapper().readTree(made.body()).at("/token").asText();
	}

	private BufferedImage picture(OrderScenario order, String href) throws IOException {
		Visitor client = Visitor.withPassword(this.port, order.client(), "orderflow");
		return ImageIO.read(new ByteArrayInputStream(client.bytes(client.request(href).GET()).body()));
	}

	private String said(String name) throws IOException {
		return Files.readString(this.folder.resolve(name + ".log")).strip();
	}

}
