package io.orderflow.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.orderflow.Children;
import io.orderflow.TestTimeouts;

import static org.awaitility.Awaitility.await;

/**
 * The processes that draw for the workers of this one, which a test may stop or end: each
 * once.
 */
public final class DrawingProcesses {

	private final Class<?> application;

	private final Children children = new Children();

	private final Set<Long> met = new HashSet<>();

	/**
	 * @param application which of them
	 */
	public DrawingProcesses(Class<?> application) {
		this.application = application;
	}

	/** Ends the next once it has begun, as the system does that has no memory left. */
	public void killNext() {
		next().destroyForcibly();
	}

	/**
	 * Stops the next once it has begun, so that it is alive and goes on with nothing.
	 */
	public void stopNext() throws IOException, InterruptedException {
		Process stop = new ProcessBuilder("kill", "-STOP", String.valueOf(next().pid())).start();
		if (!stop.waitFor(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS) || stop.exitValue() != 0) {
			throw new IllegalStateException("It had ended already");
		}
	}

	private ProcessHandle next() {
		ProcessHandle next = await().atMost(TestTimeouts.LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> begun().findFirst().orElse(null), Objects::nonNull);
		this.met.add(next.pid());
		return next;
	}

	private Stream<ProcessHandle> begun() {
		return this.children.alive()
			.filter((process) -> !this.met.contains(process.pid()))
			.filter((process) -> commandLine(process).contains(this.application.getName()))
			.filter(DrawingProcesses::hasBegun);
	}

	/** Linux cuts the line where it is long, but not in {@code /proc}. */
	private static String commandLine(ProcessHandle process) {
		try {
			return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
		}
		catch (IOException ex) {
			// it has ended
			return "";
		}
	}

	/** Its folder of results is the folder for what it does not want to keep. */
	private static boolean hasBegun(ProcessHandle process) {
		for (String argument : commandLine(process).split("\0")) {
			if (argument.startsWith("-Djava.io.tmpdir=")) {
				return Files.exists(Path.of(argument.substring("-Djava.io.tmpdir=".length()), "begun"));
			}
		}
		return false;
	}

}
