package io.orderflow.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that a killed application left running on its cluster. It is found by
 * {@code postmaster.pid} and stopped before a new one starts. The number in that file may
 * since have gone to some other process, so it is trusted only when the process says that
 * it is a postgres on this very directory. By hand, since the library that starts
 * PostgreSQL stops only what the same process has started.
 */
final class OrphanedPostgres {

	private static final Logger log = LoggerFactory.getLogger(OrphanedPostgres.class);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Path cluster;

	private final Path pidFile;

	OrphanedPostgres(Path cluster) {
		this.cluster = cluster;
		this.pidFile = cluster.resolve("postmaster.pid");
	}

	/**
	 * Stops what was left running and clears its pid file. To be called only by who holds
	 * the {@link DataDirectory}.
	 */
	void stop() throws IOException {
		if (!Files.exists(this.pidFile)) {
			return;
		}
		List<String> lines = Files.readAllLines(this.pidFile);
		Optional<ProcessHandle> orphan = process(lines).filter((process) -> isOurs(process, lines));
		if (orphan.isPresent()) {
			log.info("Stopping the database that a killed application left running (process {})", orphan.get().pid());
			end(orphan.get());
		}
		Files.deleteIfExists(this.pidFile);
	}

	private static Optional<ProcessHandle> process(List<String> lines) {
		try {
			return lines.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	private boolean isOurs(ProcessHandle process, List<String> lines) {
		boolean postgres = process.info()
			.command()
			.map((command) -> Path.of(command).getFileName().toString().startsWith("postgres"))
			// Some systems do not tell; the database itself then has to.
			.orElse(true);
		return postgres && (startedHere(process) || serves(lines));
	}

	private boolean startedHere(ProcessHandle process) {
		return process.info()
			.arguments()
			.filter((arguments) -> Arrays.asList(arguments).contains(this.cluster.toString()))
			.isPresent();
	}

	private boolean serves(List<String> lines) {
		if (lines.size() < 4) {
			return false;
		}
		String url = "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/postgres?user=postgres&loginTimeout=5";
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("show data_directory")) {
			return row.next() && Files.isSameFile(Path.of(row.getString(1)), this.cluster);
		}
		catch (SQLException | IOException ex) {
			return false;
		}
	}

	/** Politely first; what is killed recovers from its write-ahead log. */
	private static void end(ProcessHandle process) {
		process.destroy();
		if (!ended(process)) {
			process.destroyForcibly();
			if (!ended(process)) {
				throw new EmbeddedDatabaseException(
						"The database of a killed application still runs as process " + process.pid() + ".",
						"End that process, then start again.");
			}
		}
	}

	private static boolean ended(ProcessHandle process) {
		try {
			process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			return !process.isAlive();
		}
	}

}
