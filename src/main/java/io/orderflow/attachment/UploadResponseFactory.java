package io.orderflow.attachment;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Tells a page's script what became of the one file that it sent: how to show it, or why
 * it was refused, in the reader's language.
 */
@Component
public class UploadResponseFactory {

	/** What is wrong with a file itself. */
	private static final Set<String> FOR_GOOD = Set.of("wrong-file-type", "file-empty", "file-too-large",
			"file-name-missing", "file-name-too-long");

	private final RefusalText texts;

	private final CurrentReader reader;

	UploadResponseFactory(RefusalText texts, CurrentReader reader) {
		this.texts = texts;
		this.reader = reader;
	}

	/** Takes in what is sent. */
	public interface Upload {

		List<Attachment> receive() throws IOException;

	}

	/** A file that arrived, as the page shows it. */
	record Arrived(@Nullable String href, String fileName, String sizeText) {

	}

	/**
	 * Why one did not, as the page says it.
	 *
	 * @param forGood whether it never will, however often it is sent
	 */
	record Refused(String detail, boolean forGood) {

	}

	/** Receives the file; the answer to a refusal has the refusal's status. */
	public ResponseEntity<?> of(Upload upload, ReaderFormats formats) throws IOException {
		try {
			FileView file = FileView.of(upload.receive().get(0));
			return ResponseEntity.ok(new Arrived(file.href(), file.fileName(), formats.size(file.size())));
		}
		catch (Refusal refusal) {
			return ResponseEntity.status(refusal.kind().status())
				.body(new Refused(this.texts.of(refusal, this.reader.locale()),
						refusal.problems().stream().anyMatch((problem) -> FOR_GOOD.contains(problem.code()))));
		}
	}

}
