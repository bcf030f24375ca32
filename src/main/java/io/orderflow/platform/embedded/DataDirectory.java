package io.orderflow.platform.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The directory of the embedded database, held by one application at a time. The lock is
 * the operating system's: it goes with the process, also after {@code kill -9}.
 */
final class DataDirectory implements AutoCloseable {

	private final Path directory;

	private final FileChannel lockFile;

	private DataDirectory(Path directory, FileChannel lockFile) {
		this.directory = directory;
		this.lockFile = lockFile;
	}

	/**
	 * Takes hold of the directory, made if it is not there.
	 * @throws EmbeddedDatabaseException if another application holds it
	 */
	static DataDirectory hold(Path path) {
		try {
			Path directory = Files.createDirectories(path.toAbsolutePath().normalize()).toRealPath();
			FileChannel file = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (!locked(file)) {
				file.close();
				throw new EmbeddedDatabaseException(
						"The data directory " + directory + " is in use by another Orderflow on this machine.",
						"Stop the other one, or give this one a directory of its own: orderflow.embedded.data-directory");
			}
			return new DataDirectory(directory, file);
		}
		catch (IOException ex) {
			throw new EmbeddedDatabaseException("The data directory " + path + " cannot be used: " + ex,
					"Give a directory that can be written to: orderflow.embedded.data-directory");
		}
	}

	private static boolean locked(FileChannel file) throws IOException {
		try {
			@Nullable FileLock lock = file.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	/** Where PostgreSQL keeps its cluster. */
	Path cluster() {
		return this.directory.resolve("postgres");
	}

	Path log() {
		return this.directory.resolve("postgres.log");
	}

	/**
	 * Removes a cluster whose first start was cut short: no application ever ran on it.
	 */
	void removeUnfinishedCluster() throws IOException {
		if (Files.exists(cluster()) && !Files.exists(finishedMark())) {
			FileSystemUtils.deleteRecursively(cluster());
		}
	}

	void markFinished() throws IOException {
		if (!Files.exists(finishedMark())) {
			Files.createFile(finishedMark());
		}
	}

	private Path finishedMark() {
		return this.directory.resolve("initialized");
	}

	void delete() throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
	}

	@Override
	public void close() throws IOException {
		this.lockFile.close();
	}

}
