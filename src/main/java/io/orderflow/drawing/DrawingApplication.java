package io.orderflow.drawing;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.logging.LogManager;

import javax.imageio.ImageIO;

/**
 * Draws one file and ends. What came of it is written to {@value #OUTCOME} in the folder
 * of the results, in the words of the application's API, with the pages beside it as
 * {@code 1-preview.jpg}, {@code 1-thumbnail.jpg} and so on. A process that ends without
 * that file has died: with {@value #OUT_OF_MEMORY} of want of memory.
 */
public final class DrawingApplication {

	/**
	 * The file that says that it has begun: whatever happens from then on, the file may
	 * be to blame.
	 */
	public static final String BEGUN = "begun";

	/** The file that says what came of it. */
	public static final String OUTCOME = "outcome.properties";

	/** How the virtual machine ends when it has no memory left and is told to. */
	public static final int OUT_OF_MEMORY = 3;

	/**
	 * How it ends where the disk is full or takes nothing, for which no file is to blame.
	 */
	static final int NO_ROOM = 4;

	/** What the system says then; a file cannot make it say so. */
	private static final Set<String> SAID_OF_NO_ROOM = Set.of("No space left on device", "Disk quota exceeded",
			"Read-only file system");

	private DrawingApplication() {
	}

	/**
	 * @param arguments the file, what it was recognised as, the folder for the results,
	 * the most pixels on a side of a preview and of a thumbnail, the most pages, the text
	 * of the watermark, whether only the square in the middle is wanted, the most bytes
	 * of a picture
	 */
	public static void main(String[] arguments) throws IOException {
		Path results = Path.of(arguments[2]);
		begin(results);
		ImageIO.setUseCache(false);
		Sheets sheets = new Sheets(results, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]),
				Integer.parseInt(arguments[5]), arguments[6], Boolean.parseBoolean(arguments[7]),
				Long.parseLong(arguments[8]));
		Properties outcome = new Properties();
		try {
			Drawer drawer = Drawer.of(arguments[1]);
			int pages = drawer.draw(Path.of(arguments[0]), arguments[1], sheets);
			outcome.setProperty("outcome", "DRAWN");
			if (pages > 0) {
				outcome.setProperty("pages", String.valueOf(pages));
			}
		}
		catch (NotDrawnException ex) {
			outcome.setProperty("outcome", ex.outcome());
			if (ex.seconds() != null) {
				outcome.setProperty("seconds", String.valueOf(ex.seconds()));
			}
		}
		catch (IOException | RuntimeException | StackOverflowError ex) {
			System.err.println(ex);
			endWithoutRoom(ex);
			outcome.setProperty("outcome", NotDrawnException.DAMAGED);
		}
		end(results, outcome);
	}

	/** Says what came of it, and ends whatever a library left running. */
	static void end(Path results, Properties outcome) throws IOException {
		try (Writer writer = Files.newBufferedWriter(results.resolve(OUTCOME))) {
			outcome.store(writer, null);
		}
		catch (IOException ex) {
			endWithoutRoom(ex);
			throw ex;
		}
		System.exit(0);
	}

	/** Ends where that is why it failed. */
	static void endWithoutRoom(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String said = (cause instanceof FileSystemException ex) ? ex.getReason() : cause.getMessage();
			if (cause instanceof IOException && said != null && SAID_OF_NO_ROOM.contains(said)) {
				System.err.println(said);
				System.exit(NO_ROOM);
			}
		}
	}

	/** Says that it has begun, without a log, and ends with the process that began it. */
	static void begin(Path results) throws IOException {
		endWithParent();
		LogManager.getLogManager().reset();
		Files.write(results.resolve(BEGUN), new byte[0]);
	}

	/**
	 * Who began this holds the other end of the input: it ends when that process does,
	 * and nobody would wait for this one any more.
	 */
	private static void endWithParent() {
		Thread watch = new Thread(() -> {
			try {
				while (System.in.read() >= 0) {
					// nobody says anything
				}
			}
			catch (IOException ex) {
				// ended too
			}
			Runtime.getRuntime().halt(1);
		}, "parent-watch");
		watch.setDaemon(true);
		watch.start();
	}

}
