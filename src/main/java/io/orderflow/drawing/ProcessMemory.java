package io.orderflow.drawing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Linux knows of a process's memory: all of it, whereas a bound of the heap says
 * nothing of what libraries take beside it. Elsewhere nothing is known, and nothing
 * bounded.
 */
final class ProcessMemory {

	private static final Logger logger = LoggerFactory.getLogger(ProcessMemory.class);

	private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

	private static final int FIRST_TO_GO = 1_000;

	private final Path folder;

	ProcessMemory(Process process) {
		this.folder = Path.of("/proc", String.valueOf(process.pid()));
	}

	/** In bytes; 0 where it is not known, or the process has ended. */
	long resident() {
		try {
			Matcher said = RESIDENT.matcher(Files.readString(this.folder.resolve("status")));
			return said.find() ? Long.parseLong(said.group(1)) * 1_024 : 0;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * Where the machine or the container has no memory left, the kernel ends this process
	 * and not the one that began it.
	 */
	void offerFirst() {
		try {
			Files.writeString(this.folder.resolve("oom_score_adj"), String.valueOf(FIRST_TO_GO));
		}
		catch (IOException ex) {
			logger.debug("The kernel chooses by itself which process it ends: {}", ex.toString());
		}
	}

}
