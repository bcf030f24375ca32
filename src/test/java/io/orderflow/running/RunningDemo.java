package io.orderflow.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * The application as the README starts it, with its demo, once for all that only use it.
 */
public final class RunningDemo implements BeforeAllCallback {

	private static @Nullable Started started;

	private record Started(RunningApplication application,
			Path folder) implements ExtensionContext.Store.CloseableResource {

		@Override
		public void close() throws IOException {
			this.application.close();
			FileSystemUtils.deleteRecursively(this.folder);
		}

	}

	@Override
	public void beforeAll(ExtensionContext context) {
		started = context.getRoot()
			.getStore(ExtensionContext.Namespace.create(RunningDemo.class))
			.getOrComputeIfAbsent(Started.class, (key) -> start(), Started.class);
	}

	public static RunningApplication application() {
		return Objects.requireNonNull(started, "@ExtendWith(RunningDemo.class) is missing").application();
	}

	private static Started start() {
		try {
			Path folder = Files.createTempDirectory("orderflow-demo");
			return new Started(RunningApplication.start(folder.resolve("data"), RunningApplication.freePort()), folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
