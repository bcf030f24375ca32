package io.orderflow.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.orderflow.OncePerFork;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * The application as the README starts it, with its demo, once for all that only use it.
 */
public final class RunningDemo implements BeforeAllCallback {

	private static final OncePerFork<Started> STARTED = new OncePerFork<>(RunningDemo::start);

	private static final class Started implements AutoCloseable {

		private final Path folder;

		private final int port = RunningApplication.freePort();

		private RunningApplication application;

		Started(Path folder) {
			this.folder = folder;
			this.application = start();
		}

		private RunningApplication start() {
			return RunningApplication.start(this.folder.resolve("data"), this.port);
		}

		void cutPower() throws InterruptedException {
			this.application.kill();
			this.application = start();
		}

		@Override
		public void close() throws IOException {
			this.application.close();
			FileSystemUtils.deleteRecursively(this.folder);
		}

	}

	@Override
	public void beforeAll(ExtensionContext context) {
		STARTED.get();
	}

	public static RunningApplication application() {
		return STARTED.get().application;
	}

	/** Ends it in the middle of whatever it does, and starts it again. */
	static void cutPower() throws InterruptedException {
		STARTED.get().cutPower();
	}

	private static Started start() {
		try {
			return new Started(Files.createTempDirectory("orderflow-demo"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
