package io.orderflow.attachment.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.drawing.DrawingProcess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Draws a file in a process of its own and keeps its pages. Two nodes may draw the same:
 * the first to end is believed, and what the other made is thrown away. What died of a
 * file counts against it; what failed for want of a process, of room or of the database
 * does not.
 */
@Component
class FileDrawing {

	private static final Logger logger = LoggerFactory.getLogger(FileDrawing.class);

	private final PageRows rows;

	private final DerivedFileService derived;

	private final PictureSettings settings;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final OriginalDrawing originals;

	FileDrawing(PageRows rows, AttachmentService attachments, DerivedFileService derived, PictureSettings settings,
			TransactionTemplate transaction, Clock clock) {
		this.rows = rows;
		this.derived = derived;
		this.settings = settings;
		this.transaction = transaction;
		this.clock = clock;
		this.originals = new OriginalDrawing(attachments, settings, "orderflow-pages");
	}

	/** What was made of a file. */
	private record Made(PageOutcome outcome, @Nullable Integer pages, List<Picture> pictures) {

	}

	/** A picture of a page. */
	private record Picture(int page, PictureSize size, DrawnPicture drawn) {

	}

	/**
	 * Draws it, unless it was drawn, or was begun as often as it may and may still be
	 * drawn elsewhere. What died without an outcome is not tried again here: the next who
	 * asks begins it once more, until it is in quarantine. In a place of
	 * {@link DrawingPlaces}.
	 * @return false where it needs more time, and is as if it had not begun
	 * @throws IOException where it failed for our reasons, and is as if it had not begun
	 * @throws InterruptedException where the application stops
	 */
	boolean draw(Attachment file, DrawingTime time) throws IOException, InterruptedException {
		if (this.rows.ended(file.id()).isPresent()) {
			return true;
		}
		Instant now = this.clock.instant();
		if (!this.rows.begin(file.id(), this.settings.attempts(), now)) {
			if (this.rows.begunBefore(file.id(), now.minus(this.settings.longestAttempt()))) {
				this.rows.finish(file.id(), PageOutcome.QUARANTINED, null);
			}
			return true;
		}
		if (file.size() > this.settings.maxOriginal().toBytes()) {
			this.rows.finish(file.id(), PageOutcome.TOO_LARGE, null);
			return true;
		}
		try {
			boolean ended = begun(file, time);
			if (!ended) {
				this.rows.givenUp(file.id());
			}
			return ended;
		}
		catch (InterruptedException | IOException | RuntimeException ex) {
			giveUp(file, ex);
			throw ex;
		}
	}

	private void giveUp(Attachment file, Exception why) {
		try {
			this.rows.givenUp(file.id());
		}
		catch (RuntimeException ex) {
			// it counts, then
			why.addSuppressed(ex);
		}
	}

	private boolean begun(Attachment file, DrawingTime time) throws IOException, InterruptedException {
		return this.originals.draw(
				file, time, (original) -> new DrawingProcess.Request(original, file.contentType(),
						PictureSize.PREVIEW.largest(), PictureSize.THUMBNAIL.largest(), this.settings.maxPages(), ""),
				(drawn) -> {
					Made made = drawn.starved() ? starved(file) : made(drawn);
					if (made != null) {
						keep(file, made);
					}
					return true;
				})
			.isPresent();
	}

	/**
	 * What had no processor counts as an attempt too, lest it is drawn without end, and
	 * is in no quarantine for it: the machine may be to blame.
	 * @return null where it may be tried again at once
	 */
	private @Nullable Made starved(Attachment file) {
		boolean again = this.rows.attempts(file.id()) < this.settings.attempts();
		return again ? null : new Made(PageOutcome.TOO_SLOW, null, List.of());
	}

	/**
	 * What the process made, once it was looked at: a hostile file may have written it.
	 * @return null where it died, or made what nobody asked for
	 */
	private @Nullable Made made(DrawingProcess.Drawn drawn) {
		if (drawn.outcome() == null) {
			return null;
		}
		try {
			PageOutcome outcome = PageOutcome.valueOf(drawn.outcome());
			if (drawn.pages() != null && drawn.pages() < 1) {
				throw new IOException("A document of " + drawn.pages() + " pages");
			}
			List<Picture> pictures = new ArrayList<>();
			int pages = (outcome == PageOutcome.DRAWN) ? drawn.drawnPages() : 0;
			for (int page = 1; page <= Math.min(pages, this.settings.maxPages()); page++) {
				for (PictureSize size : PictureSize.values()) {
					Path path = (size == PictureSize.PREVIEW) ? drawn.preview(page) : drawn.thumbnail(page);
					pictures.add(new Picture(page, size, DrawnPicture.measured(path, size.largest())));
				}
			}
			return new Made((outcome == PageOutcome.DRAWN && pages == 0) ? PageOutcome.DAMAGED : outcome, drawn.pages(),
					pictures);
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("What was drawn is no picture: {}", ex.toString());
			return null;
		}
	}

	private void keep(Attachment file, Made made) throws IOException {
		List<Attachment> received = new ArrayList<>();
		boolean kept = false;
		try {
			for (Picture picture : made.pictures()) {
				received.add(picture.drawn()
					.receive(this.derived, file.owner(), picture.size().name() + "-" + picture.page()));
			}
			kept = Boolean.TRUE.equals(this.transaction.execute((status) -> {
				if (!this.rows.finish(file.id(), made.outcome(), made.pages())) {
					return false;
				}
				for (int i = 0; i < received.size(); i++) {
					Picture picture = made.pictures().get(i);
					this.derived.attach(received.get(i), new AttachmentUse(null, Attachment.PAGE + file.id()));
					this.rows.add(file.id(), new PageRows.Picture(picture.page(), picture.size(), received.get(i).id(),
							picture.drawn().width(), picture.drawn().height()));
				}
				return true;
			}));
		}
		finally {
			if (!kept) {
				received.forEach((one) -> this.derived.discard(one.id()));
			}
		}
	}

	/** Ends what is being drawn. */
	void stop() {
		this.originals.stop();
	}

}
