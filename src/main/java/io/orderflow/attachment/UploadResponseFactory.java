package io.orderflow.attachment;

import java.io.IOException;
import java.util.List;

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

	/** Why one did not, as the page says it. */
	record Refused(String detail) {

	}

	/** Receives the file; the answer to a refusal has the refusal's status. */
	public ResponseEntity<?> of(Upload upload, ReaderFormats formats) throws IOException {
		try {
			FileView file = FileView.of(upload.receive().get(0));
			return ResponseEntity.ok(new Arrived(file.href(), file.fileName(), formats.size(file.size())));
		}
		catch (Refusal refusal) {
			return ResponseEntity.status(refusal.kind().status())
				.body(new Refused(this.texts.of(refusal, this.reader.locale())));
		}
	}

}
