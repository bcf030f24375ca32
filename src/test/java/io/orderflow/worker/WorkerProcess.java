package io.orderflow.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.orderflow.TestTimeouts;

/** The worker in a Java process of its own, as it is started in production. */
public final class WorkerProcess implements AutoCloseable {

	private final Process process;

	private WorkerProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts it, and does not wait until it works.
	 * @param log where it writes
	 */
	public static WorkerProcess start(int port, Path log, String... settings) throws IOException {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath,
				"io.orderflow.worker.WorkerApplication",
				"--orderflow.worker.engine=http://localhost:" + port + "/engine-rest", "--orderflow.worker.user=worker",
				"--orderflow.worker.password=orderflow", "--orderflow.worker.wait-for=2s"));
		command.addAll(List.of(settings));
		return new WorkerProcess(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** The process that draws a file for it, while there is one. */
	Optional<ProcessHandle> drawing() {
		return this.process.descendants()
			.filter((child) -> child.info().command().orElse("").endsWith("/java"))
			.findFirst();
	}

	/** Ends it as {@code kill -9} does: it gets no other instruction. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		ends();
	}

	/** Asks it to end, as {@code kill} and Docker do, and waits until it has. */
	void terminate() throws InterruptedException {
		this.process.destroy();
		ends();
	}

	private void ends() throws InterruptedException {
		if (!this.process.waitFor(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("The worker outlived its end");
		}
	}

	@Override
	public void close() throws InterruptedException {
		Optional<ProcessHandle> drawing = drawing();
		kill();
		// one that is stopped does not see that it is alone
		drawing.ifPresent(ProcessHandle::destroyForcibly);
	}

}
