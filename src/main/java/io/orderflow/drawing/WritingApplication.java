package io.orderflow.drawing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Writes one PDF and ends, as {@link DrawingApplication} does: {@value #DOCUMENT} is in
 * the folder of the results.
 */
public final class WritingApplication {

	/** The file with the document. */
	static final String DOCUMENT = "document.pdf";

	private WritingApplication() {
	}

	/**
	 * @param arguments the contents, and the folder for the results
	 */
	public static void main(String[] arguments) throws IOException {
		Path results = Path.of(arguments[1]);
		DrawingApplication.begin(results);
		Properties outcome = new Properties();
		try (OutputStream document = new BufferedOutputStream(Files.newOutputStream(results.resolve(DOCUMENT)))) {
			new DocumentWriter().write(DocumentContent.read(Path.of(arguments[0])), document);
			outcome.setProperty("outcome", "DRAWN");
		}
		catch (IOException | RuntimeException | StackOverflowError ex) {
			ex.printStackTrace();
			DrawingApplication.endWithoutRoom(ex);
			outcome.setProperty("outcome", NotDrawnException.DAMAGED);
		}
		DrawingApplication.end(results, outcome);
	}

}
