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
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedDatabaseTest {

	@TempDir
	private Path directory;

	private EmbeddedDatabase start() throws IOException {
		return EmbeddedDatabase.start(new EmbeddedSettings(this.directory, 0, 0, false));
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

}
