package io.orderflow.drawing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import org.springframework.util.unit.DataSize;

/**
 * Draws a file in a Java process of its own, with a little memory, until a deadline, and
 * without anything that this process knows. Whatever a hostile file does to it, this one
 * lives on. May be used by any number of threads at once.
 */
public class DrawingProcess {

	private static final Logger logger = LoggerFactory.getLogger(DrawingProcess.class);

	private static final String PROPERTIES_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

	/**
	 * Libraries log what is wrong with a file line by line, and a file can be wrong
	 * without end.
	 */
	private static final String NO_LOG = NOP_FallbackServiceProvider.class.getName();

	/** What it says of itself takes no more memory here than this, in bytes. */
	private static final long LONGEST_OUTCOME = 4_096;

	/**
	 * What a process that draws may have beside its heap: Java's own, and what libraries
	 * take that are not written in Java. Theirs nothing else bounds: a reader of JPEGs
	 * keeps some pictures whole, which may be gigabytes of a file of a few kilobytes.
	 */
	private static final DataSize BESIDE_HEAP = DataSize.ofMegabytes(256);

	private static final Duration LOOK_EVERY = Duration.ofMillis(25);

	/** How a process ends that the kernel, or anybody else, ended at once. */
	private static final int KILLED = 128 + 9;

	private final Duration within;

	private final DataSize memory;

	private final Set<Process> running = ConcurrentHashMap.newKeySet();

	private volatile boolean stopped;

	/**
	 * @param within how long a file may take to be drawn
	 * @param memory the heap of the process that draws it; all of its memory is bounded,
	 * on Linux, by 256 MB more
	 */
	public DrawingProcess(Duration within, DataSize memory) {
		this.within = within;
		this.memory = memory;
	}

	/** Whether files of the type, as they were recognised, are drawn at all. */
	public static boolean draws(String type) {
		return Drawer.draws(type);
	}

	/**
	 * What is to be drawn.
	 *
	 * @param file where it is
	 * @param type what it was recognised as
	 * @param largest the most pixels on a side of a preview
	 * @param largestThumbnail the same of a thumbnail
	 * @param maxPages how many pages are drawn at most
	 * @param watermark written across every page; empty: none
	 * @param square whether only the square in the middle of each page is wanted
	 * @param maxBytes of each picture, which is made less fine until it fits
	 */
	public record Request(Path file, String type, int largest, int largestThumbnail, int maxPages, String watermark,
			boolean square, long maxBytes) {

		/** Whole pages, of any size in bytes. */
		public Request(Path file, String type, int largest, int largestThumbnail, int maxPages, String watermark) {
			this(file, type, largest, largestThumbnail, maxPages, watermark, false, Long.MAX_VALUE);
		}

	}

	/**
	 * What came of it.
	 *
	 * @param outcome in the words of the application's API; null where the process died
	 * of something that has no name
	 * @param pages how many the file has; null where it has none
	 * @param seconds how long it lasts; null where it does not, or does not say
	 * @param results the folder with the pages
	 * @param starved whether it took too long and had less than half a processor
	 * meanwhile, so that the machine may be to blame and not the file
	 */
	public record Drawn(@Nullable String outcome, @Nullable Integer pages, @Nullable Integer seconds, Path results,
			boolean starved) {

		private static Drawn without(@Nullable String outcome, Path results) {
			return new Drawn(outcome, null, null, results, false);
		}

		/** How many pages were drawn. */
		public int drawnPages() {
			int page = 0;
			while (Files.exists(preview(page + 1))) {
				page++;
			}
			return page;
		}

		/** A page to look at, from 1: a JPEG. */
		public Path preview(int page) {
			return this.results.resolve(page + "-preview.jpg");
		}

		/** What was written, where that was asked for: a PDF. */
		public Path document() {
			return this.results.resolve(WritingApplication.DOCUMENT);
		}

		/** A page to choose by, from 1: a JPEG. */
		public Path thumbnail(int page) {
			return this.results.resolve(page + "-thumbnail.jpg");
		}

	}

	/**
	 * Waits until the file is drawn, or is not.
	 * @param results the folder where the pages are put, see {@link DrawingApplication}
	 * @throws IOException where no process could be begun, or there was no room for what
	 * it made, which says nothing of the file; a {@link StarvedException} where the
	 * machine was too busy to begin one
	 * @throws InterruptedException also where the workers stop
	 */
	public Drawn draw(Request request, Path results) throws IOException, InterruptedException {
		return run(drawing(request, results));
	}

	/**
	 * The same, for so long and no longer: empty where that was too little, which says
	 * nothing of the file.
	 */
	public Optional<Drawn> drawWithin(Duration atMost, Request request, Path results)
			throws IOException, InterruptedException {
		return run(drawing(request, results), new Limit(atMost, (process) -> Optional.empty()));
	}

	private static Command drawing(Request request, Path results) {
		return new Command(DrawingApplication.class,
				List.of(request.file().toString(), request.type(), results.toString(),
						String.valueOf(request.largest()), String.valueOf(request.largestThumbnail()),
						String.valueOf(request.maxPages()), request.watermark(), String.valueOf(request.square()),
						String.valueOf(request.maxBytes())),
				DrawingClassPath.ofType(request.type()), results);
	}

	/**
	 * Waits until a PDF is written, or is not, of contents that a {@link DocumentContent}
	 * reads.
	 * @param results the folder where it is put
	 * @throws IOException where no process could be begun, or there was no room for what
	 * it made, which says nothing of the file; a {@link StarvedException} where the
	 * machine was too busy to begin one
	 * @throws InterruptedException also where the workers stop
	 */
	public Drawn write(Path content, Path results) throws IOException, InterruptedException {
		return run(new Command(WritingApplication.class, List.of(content.toString(), results.toString()),
				DrawingClassPath.ALL, results));
	}

	private Drawn run(Command command) throws IOException, InterruptedException {
		return run(command, new Limit(this.within, (process) -> Optional.of(tooSlow(process, command.results()))))
			.orElseThrow();
	}

	private Optional<Drawn> run(Command command, Limit limit) throws IOException, InterruptedException {
		Path results = command.results();
		Process process = start(command);
		FirstWords said = FirstWords.of(process.getInputStream());
		this.running.add(process);
		try {
			if (this.stopped) {
				throw new InterruptedException("The worker stops");
			}
			ProcessMemory memory = new ProcessMemory(process);
			memory.offerFirst();
			return ended(process, memory, said, results, limit);
		}
		finally {
			process.destroyForcibly().waitFor();
			this.running.remove(process);
		}
	}

	/** Waits until it has ended, or has had more time or memory than it may. */
	private Optional<Drawn> ended(Process process, ProcessMemory memory, FirstWords said, Path results, Limit limit)
			throws IOException, InterruptedException {
		long deadline = System.nanoTime() + limit.atMost().toNanos();
		long most = this.memory.toBytes() + BESIDE_HEAP.toBytes();
		boolean large = false;
		while (!process.waitFor(Math.min(LOOK_EVERY.toNanos(), Math.max(0, deadline - System.nanoTime())),
				TimeUnit.NANOSECONDS)) {
			long resident = memory.resident();
			if (resident > most) {
				return Optional.of(Drawn.without(NotDrawnException.TOO_LARGE, results));
			}
			large = large || resident > most / 10 * 9;
			if (deadline - System.nanoTime() <= 0) {
				return limit.late().drawn(process);
			}
		}
		if (this.stopped) {
			throw new InterruptedException("The worker stops");
		}
		if (large && process.exitValue() == KILLED) {
			// the kernel was first; far below the bound it may have had no memory for
			// others
			return Optional.of(Drawn.without(NotDrawnException.TOO_LARGE, results));
		}
		return Optional.of(drawn(process.exitValue(), results, said.text()));
	}

	/**
	 * Where the machine is so busy that nothing was begun, that is not the file's fault.
	 */
	private Drawn tooSlow(Process process, Path results) throws IOException {
		boolean starved = process.info()
			.totalCpuDuration()
			.filter((worked) -> worked.compareTo(this.within.dividedBy(2)) < 0)
			.isPresent();
		if (!Files.exists(results.resolve(DrawingApplication.BEGUN))) {
			String said = "The process that draws did not begin in time";
			throw starved ? new StarvedException(said) : new IOException(said);
		}
		return new Drawn("TOO_SLOW", null, null, results, starved);
	}

	private static Drawn drawn(int exit, Path results, String said) throws IOException {
		if (exit == DrawingApplication.OUT_OF_MEMORY) {
			return Drawn.without(NotDrawnException.TOO_LARGE, results);
		}
		if (exit == DrawingApplication.NO_ROOM) {
			throw new IOException("There was no room for what was drawn: " + said);
		}
		if (!Files.exists(results.resolve(DrawingApplication.BEGUN))) {
			throw new IOException("The process that draws did not begin, and ended with " + exit + ": " + said);
		}
		Path written = results.resolve(DrawingApplication.OUTCOME);
		if (exit != 0 || !Files.exists(written) || Files.size(written) > LONGEST_OUTCOME) {
			logger.warn("Drawing ended with {}: {}", exit, said);
			return Drawn.without(null, results);
		}
		try {
			return drawn(written, results, said);
		}
		catch (IllegalArgumentException ex) {
			logger.warn("Drawing ended with an outcome that is none: {}", ex.toString());
			return Drawn.without(null, results);
		}
	}

	private static Drawn drawn(Path written, Path results, String said) throws IOException {
		Properties outcome = new Properties();
		try (Reader reader = Files.newBufferedReader(written)) {
			outcome.load(reader);
		}
		if (NotDrawnException.DAMAGED.equals(outcome.getProperty("outcome"))) {
			logger.info("It could not be read: {}", said);
		}
		return new Drawn(outcome.getProperty("outcome"), number(outcome, "pages"), number(outcome, "seconds"), results,
				false);
	}

	private static @Nullable Integer number(Properties outcome, String name) {
		String value = outcome.getProperty(name);
		return (value != null) ? Integer.valueOf(value) : null;
	}

	/** Ends what runs, and everything that is begun later. */
	public void stop() {
		this.stopped = true;
		this.running.forEach(Process::destroyForcibly);
	}

	/** What runs, with which arguments and libraries, and where it writes. */
	private record Command(Class<?> application, List<String> arguments, DrawingClassPath libraries, Path results) {

	}

	/** How long it may run, and what is made of it where that was too little. */
	private record Limit(Duration atMost, Late late) {

	}

	private interface Late {

		Optional<Drawn> drawn(Process process) throws IOException;

	}

	/** A process that knows nothing but its command. */
	private Process start(Command command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(written(command));
		builder.environment().clear();
		builder.environment().put("LC_ALL", "C.UTF-8");
		return builder.redirectErrorStream(true)
			.redirectInput(ProcessBuilder.Redirect.PIPE)
			.redirectOutput(ProcessBuilder.Redirect.PIPE)
			.start();
	}

	private List<String> written(Command command) {
		Path results = command.results();
		List<String> written = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx" + this.memory.toMegabytes() + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash",
				"-XX:ErrorFile=" + results.resolve("crash.txt"), "-XX:-UsePerfData", "-Xshare:auto",
				"-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8",
				"-Djava.io.tmpdir=" + results, "-Duser.home=" + results, "-Duser.timezone=UTC",
				"-Dpdfbox.fontcache=" + results, "-Dslf4j.provider=" + NO_LOG, "-Dslf4j.internal.verbosity=WARN"));
		String classPath = System.getProperty("java.class.path");
		if (isPacked()) {
			written.addAll(
					List.of("-cp", classPath, "-Dloader.main=" + command.application().getName(), PROPERTIES_LAUNCHER));
		}
		else {
			written.addAll(List.of("-cp", command.libraries().of(classPath), command.application().getName()));
		}
		written.addAll(command.arguments());
		return written;
	}

	/** Whether this runs from the packaged jar, whose classes are jars in it. */
	private static boolean isPacked() {
		return String.valueOf(DrawingApplication.class.getResource("DrawingApplication.class"))
			.startsWith("jar:nested:");
	}

}
