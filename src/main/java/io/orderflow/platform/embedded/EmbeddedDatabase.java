package io.orderflow.platform.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL of the application's own, on the loopback address only. It starts before
 * the connection pool and stops after it, and what was committed survives both Ctrl-C and
 * {@code kill -9}.
 */
final class EmbeddedDatabase implements AutoCloseable {

	private final DataDirectory directory;

	private final EmbeddedPostgres postgres;

	private final boolean throwaway;

	private EmbeddedDatabase(DataDirectory directory, EmbeddedPostgres postgres, boolean throwaway) {
		this.directory = directory;
		this.postgres = postgres;
		this.throwaway = throwaway;
	}

	static EmbeddedDatabase start(EmbeddedSettings settings) throws IOException {
		DataDirectory directory = DataDirectory.hold(settings.dataDirectory());
		try {
			directory.removeUnfinishedCluster();
			new OrphanedPostgres(directory.cluster()).stop();
			Files.deleteIfExists(directory.log());
			EmbeddedPostgres postgres = postgres(settings, directory);
			directory.markFinished();
			return new EmbeddedDatabase(directory, postgres, settings.throwaway());
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

	private static EmbeddedPostgres postgres(EmbeddedSettings settings, DataDirectory directory) throws IOException {
		String durable = settings.throwaway() ? "off" : "on";
		return EmbeddedPostgres.builder()
			.setDataDirectory(directory.cluster())
			.setCleanDataDirectory(false)
			// Spring closes the pool first, then this; a hook of its own would race with
			// that.
			.setRegisterShutdownHook(false)
			.setPort(settings.databasePort())
			.setPGStartupWait(Duration.ofSeconds(60))
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
		this.postgres.close();
		if (this.throwaway) {
			this.directory.delete();
		}
		this.directory.close();
	}

}
