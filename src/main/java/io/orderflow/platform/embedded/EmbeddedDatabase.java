package io.orderflow.platform.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the application's own, on the loopback address only. It starts before
 * the connection pool and stops after it, and what was committed survives both Ctrl-C and
 * {@code kill -9}. Where somebody ends its process under it, it is started again on the
 * same port, and what cannot be started again ends the application.
 */
final class EmbeddedDatabase implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

	private static final Duration FIRST_START = Duration.ofSeconds(60);

	private static final String LIBRARY_LOCK = "epg-lock";

	/**
	 * A start fails while processes of the one that ended still hold its memory.
	 *
	 * @param attempts how often it is tried
	 * @param each how long one may take
	 * @param givenUp what happens where none succeeds
	 */
	record Restart(int attempts, Duration each, Runnable givenUp) {

	}

	private final EmbeddedSettings settings;

	private final DataDirectory directory;

	private final Restart restart;

	private volatile EmbeddedPostgres postgres;

	private volatile boolean running = true;

	private volatile boolean closing;

	private EmbeddedDatabase(EmbeddedSettings settings, DataDirectory directory, EmbeddedPostgres postgres,
			Restart restart) {
		this.settings = settings;
		this.directory = directory;
		this.postgres = postgres;
		this.restart = restart;
	}

	static EmbeddedDatabase start(EmbeddedSettings settings, Restart restart) throws IOException {
		DataDirectory directory = DataDirectory.hold(settings.dataDirectory());
		try {
			directory.removeUnfinishedCluster();
			new OrphanedPostgres(directory.cluster()).stop();
			Files.deleteIfExists(directory.log());
			EmbeddedPostgres postgres = postgres(settings, settings.databasePort(), directory, FIRST_START);
			directory.markFinished();
			EmbeddedDatabase database = new EmbeddedDatabase(settings, directory, postgres, restart);
			database.watch();
			return database;
		}
		catch (IOException | RuntimeException ex) {
			directory.close();
			if (ex instanceof EmbeddedDatabaseException) {
				throw ex;
			}
			throw new EmbeddedDatabaseException("The embedded database does not start: " + ex.getMessage(),
					"PostgreSQL's own words are in " + directory.log());
		}
	}

	/** Whether its process is there, as far as is known. */
	boolean running() {
		return this.running;
	}

	private void watch() throws IOException {
		long process = Long
			.parseLong(Files.readAllLines(this.directory.cluster().resolve("postmaster.pid")).get(0).strip());
		ProcessHandle.of(process)
			.ifPresent((postmaster) -> postmaster.onExit().thenRunAsync(() -> startAgain(process)));
	}

	private void startAgain(long process) {
		if (this.closing) {
			return;
		}
		this.running = false;
		log.error("The embedded database was ended from outside (process {}); it is started again", process);
		String why = "";
		for (int attempt = 1; attempt <= this.restart.attempts(); attempt++) {
			why = tryAgain();
			if (this.closing) {
				return;
			}
			if (this.running) {
				log.warn("The embedded database is back; what was committed is there");
				return;
			}
		}
		log.error("The embedded database does not start again, and the application ends: {} "
				+ "PostgreSQL's own words are in {}", why, this.directory.log());
		this.restart.givenUp().run();
	}

	/** Returns why it did not start. */
	private synchronized String tryAgain() {
		if (this.closing) {
			return "";
		}
		try {
			int port = this.postgres.getPort();
			// the library holds it in this process until it stops a database, which is
			// gone
			Files.deleteIfExists(this.directory.cluster().resolve(LIBRARY_LOCK));
			this.postgres = postgres(this.settings, port, this.directory, this.restart.each());
			this.running = true;
			watch();
			return "";
		}
		catch (IOException | RuntimeException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static EmbeddedPostgres postgres(EmbeddedSettings settings, int port, DataDirectory directory,
			Duration patience) throws IOException {
		String durable = settings.throwaway() ? "off" : "on";
		return EmbeddedPostgres.builder()
			.setDataDirectory(directory.cluster())
			.setCleanDataDirectory(false)
			// Spring closes the pool first, then this; a hook of its own would race with
			// that.
			.setRegisterShutdownHook(false)
			.setPort(port)
			.setPGStartupWait(patience)
			.setOutputRedirector(Redirect.appendTo(directory.log().toFile()))
			.setErrorRedirector(Redirect.appendTo(directory.log().toFile()))
			.setLocaleConfig("locale", "C")
			.setServerConfig("listen_addresses", "127.0.0.1")
			.setServerConfig("unix_socket_directories", "")
			.setServerConfig("timezone", "UTC")
			// The library starts PostgreSQL for tests, where a crash may lose everything.
			.setServerConfig("fsync", durable)
			.setServerConfig("synchronous_commit", durable)
			.setServerConfig("full_page_writes", durable)
			.setServerConfig("max_connections", "60")
			.setServerConfig("shared_buffers", "128MB")
			.setServerConfig("autovacuum_vacuum_scale_factor", "0.05")
			.setServerConfig("log_timezone", "UTC")
			.start();
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.postgres.getPort() + "/postgres";
	}

	@Override
	public void close() throws IOException {
		this.closing = true;
		end();
	}

	private synchronized void end() throws IOException {
		this.postgres.close();
		if (this.settings.throwaway()) {
			this.directory.delete();
		}
		this.directory.close();
	}

}
