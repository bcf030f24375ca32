package io.orderflow.drawing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Folders of a process in which files are drawn, among the temporary ones. A process that
 * is killed leaves them, with what people sent in them: the next that is begun on the
 * machine removes those whose process is no more.
 */
public class DrawingFolders {

	private static final Logger logger = LoggerFactory.getLogger(DrawingFolders.class);

	/**
	 * The process by its number, when it began, and a word: a container gives the same
	 * number again, and may do so within a minute.
	 */
	private static final Pattern NAME = Pattern.compile(".*-(\\d{1,18})-(\\d{1,18})(?:-(w[0-9a-f]{8}))?-\\d+");

	/** This process's, which no other has. */
	private static final String WORD = "w" + UUID.randomUUID().toString().substring(0, 8);

	/** When a process began is reckoned from the clock, which may have been set since. */
	private static final long SET_BY = Duration.ofMinutes(1).toMillis();

	private final Path parent;

	private final String name;

	/** Removes what others left. */
	public DrawingFolders(String name) {
		this(Path.of(System.getProperty("java.io.tmpdir")), name);
	}

	DrawingFolders(Path parent, String name) {
		this.parent = parent;
		this.name = name;
		removeLeft();
	}

	/** A new one, which the caller removes. */
	public Path make() throws IOException {
		ProcessHandle me = ProcessHandle.current();
		return Files.createTempDirectory(this.parent, this.name + "-" + me.pid() + "-" + begun(me) + "-" + WORD + "-");
	}

	private void removeLeft() {
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(this.parent, this.name + "-*")) {
			for (Path folder : folders) {
				if (isLeft(folder.getFileName().toString())) {
					FileSystemUtils.deleteRecursively(folder);
				}
			}
		}
		catch (IOException ex) {
			logger.warn("What a process left that was killed stays in {}: {}", this.parent, ex.toString());
		}
	}

	private static boolean isLeft(String folder) {
		Matcher matcher = NAME.matcher(folder);
		if (!matcher.matches()) {
			return false;
		}
		long number = Long.parseLong(matcher.group(1));
		String word = matcher.group(3);
		if (number == ProcessHandle.current().pid() && word != null && !word.equals(WORD)) {
			return true;
		}
		Optional<ProcessHandle> process = ProcessHandle.of(number);
		return process.isEmpty() || Math.abs(begun(process.get()) - Long.parseLong(matcher.group(2))) > SET_BY;
	}

	/** In milliseconds; 0 where the system does not say. */
	private static long begun(ProcessHandle process) {
		return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

}
