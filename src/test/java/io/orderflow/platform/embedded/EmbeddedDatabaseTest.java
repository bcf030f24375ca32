package io.orderflow.platform.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.orderflow.LoggedLines;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class EmbeddedDatabaseTest {

	@TempDir
	private Path directory;

	private EmbeddedDatabase start() throws IOException {
		return start(() -> {
			throw new AssertionError("The database does not start again");
		});
	}

	private EmbeddedDatabase start(Runnable givenUp) throws IOException {
		return EmbeddedDatabase.start(new EmbeddedSettings(this.directory, 0, 0, false),
				new EmbeddedDatabase.Restart(20, Duration.ofSeconds(3), givenUp));
	}

	@Test
	void one_that_is_killed_is_back_at_its_address_with_what_was_committed() throws Exception {
		try (LoggedLines log = new LoggedLines(); EmbeddedDatabase database = start()) {
			one(database, "select 1");
			try (Connection connection = DriverManager.getConnection(database.url(), "postgres", "");
					Statement statement = connection.createStatement()) {
				statement.execute("create table kept as select 'an order' as text");
			}
			long killed = postmaster();
			ProcessHandle.of(killed).orElseThrow().destroyForcibly();
			await().atMost(Duration.ofMinutes(2)).until(() -> !log.with("is back").isEmpty());

			assertThat(log.errors()).singleElement().asString().contains("ended from outside", String.valueOf(killed));
			assertThat(database.running()).isTrue();
			assertThat(readiness(database)).isEqualTo(Status.UP);
			assertThat(postmaster()).isNotEqualTo(killed);
			assertThat(one(database, "select text from kept")).isEqualTo("an order");
		}
	}

	@Test
	void one_that_cannot_come_back_ends_the_application_with_a_sentence() throws Exception {
		CompletableFuture<Boolean> ended = new CompletableFuture<>();
		try (LoggedLines log = new LoggedLines();
				EmbeddedDatabase database = EmbeddedDatabase.start(new EmbeddedSettings(this.directory, 0, 0, true),
						new EmbeddedDatabase.Restart(1, Duration.ofSeconds(1), () -> ended.complete(true)))) {
			Files.delete(this.directory.resolve("postgres/global/pg_control"));
			ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();

			assertThat(ended.get(1, TimeUnit.MINUTES)).isTrue();
			assertThat(database.running()).isFalse();
			assertThat(readiness(database)).isEqualTo(Status.DOWN);
			assertThat(log.errors()).last().asString().contains("the application ends", "postgres.log");
		}
	}

	@Test
	void what_was_committed_is_there_after_the_application_was_killed() throws Exception {
		Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp",
				System.getProperty("java.class.path") + File.pathSeparator
						+ System.getProperty("surefire.test.class.path", ""),
				KilledApplication.class.getName(), this.directory.toString())
			.redirectErrorStream(true)
			.start();
		awaitWritten(application);
		long orphan = postmaster();
		application.destroyForcibly().waitFor();
		assertThat(ProcessHandle.of(orphan)).isPresent();
		try (EmbeddedDatabase database = start()) {
			assertThat(one(database, "select text from kept")).isEqualTo("an order");
			assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
		}
		assertThat(this.directory.resolve("postgres/postmaster.pid")).doesNotExist();
	}

	private static void awaitWritten(Process application) throws IOException {
		BufferedReader output = new BufferedReader(
				new InputStreamReader(application.getInputStream(), StandardCharsets.UTF_8));
		StringBuilder said = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			said.append(line).append('\n');
			if (line.equals("written")) {
				return;
			}
		}
		throw new AssertionError("The application ended by itself: " + said);
	}

	private long postmaster() throws IOException {
		return Long.parseLong(Files.readAllLines(this.directory.resolve("postgres/postmaster.pid")).get(0).strip());
	}

	@Test
	void a_second_application_is_refused_with_a_sentence() throws Exception {
		try (EmbeddedDatabase database = start()) {
			assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(this::start)
				.withMessageContaining("in use by another Orderflow");
			assertThat(one(database, "select 'untouched'")).isEqualTo("untouched");
		}
	}

	@Test
	void a_stale_pid_file_that_names_another_process_harms_nobody() throws Exception {
		start().close();
		Path pidFile = this.directory.resolve("postgres/postmaster.pid");
		Files.write(pidFile, List.of(String.valueOf(ProcessHandle.current().pid()),
				this.directory.resolve("postgres").toString(), "1", "1"));
		try (EmbeddedDatabase database = start()) {
			assertThat(one(database, "select 1")).isEqualTo("1");
		}
	}

	@Test
	void a_first_start_that_was_cut_short_starts_again() throws Exception {
		Files.createDirectories(this.directory.resolve("postgres"));
		Files.writeString(this.directory.resolve("postgres/postgresql.conf"), "# half written");
		try (EmbeddedDatabase database = start()) {
			assertThat(one(database, "select 1")).isEqualTo("1");
		}
	}

	@Test
	void it_is_durable_in_utc_in_utf8_and_only_here() throws Exception {
		try (EmbeddedDatabase database = start()) {
			assertThat(one(database, "show fsync")).isEqualTo("on");
			assertThat(one(database, "show synchronous_commit")).isEqualTo("on");
			assertThat(one(database, "show listen_addresses")).isEqualTo("127.0.0.1");
			assertThat(one(database, "show server_encoding")).isEqualTo("UTF8");
			assertThat(one(database, "select '🎨 é'::text")).isEqualTo("🎨 é");
			assertThat(one(database, "show default_transaction_isolation")).isEqualTo("read committed");
		}
	}

	private static String one(EmbeddedDatabase database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.url(), "postgres", "");
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

	private static Status readiness(EmbeddedDatabase database) {
		return new EmbeddedConfiguration.Database().embeddedDatabaseHealthIndicator(database).health().getStatus();
	}

}
