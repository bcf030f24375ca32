package io.orderflow.attachment.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.drawing.DrawingFolders;
import io.orderflow.drawing.DrawingProcess;
import org.springframework.util.FileSystemUtils;

/**
 * Draws a copy of a file in a process of its own, in a folder that is gone afterwards. In
 * a place of {@link DrawingPlaces}.
 */
class OriginalDrawing {

	private final AttachmentService attachments;

	private final PictureSettings settings;

	private final DrawingProcess process;

	private final DrawingFolders folders;

	/** With folders of that name. */
	OriginalDrawing(AttachmentService attachments, PictureSettings settings, String folders) {
		this.attachments = attachments;
		this.settings = settings;
		this.process = new DrawingProcess(settings.drawWithin(), settings.drawMemory());
		this.folders = new DrawingFolders(folders);
	}

	/** What is made of what was drawn, while it is there. */
	interface Use<T> {

		T of(DrawingProcess.Drawn drawn) throws IOException;

	}

	/**
	 * Draws it, and makes something of it; empty where it needs more than the time of a
	 * first attempt.
	 * @param request for the copy that lies there
	 * @throws IOException as {@link DrawingProcess#draw}
	 */
	<T> Optional<T> draw(Attachment file, DrawingTime time, Function<Path, DrawingProcess.Request> request, Use<T> use)
			throws IOException, InterruptedException {
		long since = System.nanoTime();
		Path folder = this.folders.make();
		try {
			Path original = folder.resolve("original");
			try (OutputStream output = Files.newOutputStream(original)) {
				this.attachments.copy(file, 0, file.size(), output);
			}
			Duration taken = Duration.ofNanos(System.nanoTime() - since);
			Optional<DrawingProcess.Drawn> drawn = (time == DrawingTime.ALL)
					? Optional.of(this.process.draw(request.apply(original), folder)) : this.process
						.drawWithin(this.settings.firstAttempt().minus(taken), request.apply(original), folder);
			return drawn.isPresent() ? Optional.of(use.of(drawn.get())) : Optional.empty();
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	/** Ends what is being drawn. */
	void stop() {
		this.process.stop();
	}

}
