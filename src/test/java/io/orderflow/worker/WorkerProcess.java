package io.orderflow.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.orderflow.TestTimeouts;

/** The worker in a Java process of its own, as it is started in production. */
public final class WorkerProcess implements AutoCloseable {

	/** Of the embedded default. */
	private static final String TOKEN = "--orderflow.worker.token=ofl_for-the-demo-of-one-machine-and-nowhere-else";

	private final Process process;

	private WorkerProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts it, and does not wait until it works.
	 * @param log where it writes
	 * @param settings of the worker; those that begin with {@code -D} are of the virtual
	 * machine
	 */
	public static WorkerProcess start(int port, Path log, String... settings) throws IOException {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
		Map<Boolean, List<String>> all = Arrays.stream(settings)
			.collect(Collectors.partitioningBy((setting) -> setting.startsWith("-D")));
		command.addAll(all.get(true));
		command.addAll(List.of("io.orderflow.worker.WorkerApplication",
				"--orderflow.worker.engine=http://localhost:" + port + "/engine-rest", TOKEN,
				"--orderflow.worker.wait-for=2s"));
		command.addAll(all.get(false));
		return new WorkerProcess(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
	}

	/** The process, as the system knows it. */
	public ProcessHandle handle() {
		return this.process.toHandle();
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
	public void terminate() throws InterruptedException {
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
