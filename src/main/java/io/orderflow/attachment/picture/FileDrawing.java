package io.orderflow.attachment.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.drawing.DrawingProcess;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * Draws a file in a process of its own and keeps its pages. Two nodes may draw the same:
 * the first to end is believed, and what the other made is thrown away.
 */
@Component
class FileDrawing {

	private static final DataSize LARGEST_PICTURE = DataSize.ofMegabytes(4);

	private final PageRows rows;

	private final AttachmentService attachments;

	private final DerivedFileService derived;

	private final PictureSettings settings;

	private final TransactionTemplate transaction;

	private final DrawingProcess process;

	FileDrawing(PageRows rows, AttachmentService attachments, DerivedFileService derived, PictureSettings settings,
			TransactionTemplate transaction) {
		this.rows = rows;
		this.attachments = attachments;
		this.derived = derived;
		this.settings = settings;
		this.transaction = transaction;
		this.process = new DrawingProcess(settings.drawWithin(), settings.drawMemory());
	}

	/**
	 * Draws it, unless it was drawn. What died without an outcome is not tried again
	 * here: the next who asks begins it once more, until it is in quarantine.
	 * @throws InterruptedException where the application stops
	 */
	void draw(Attachment file) throws IOException, InterruptedException {
		if (this.rows.ended(file.id()).isPresent()) {
			return;
		}
		if (this.rows.begun(file.id()) > this.settings.attempts()) {
			this.rows.finish(file.id(), PageOutcome.QUARANTINED, null);
			return;
		}
		if (file.size() > this.settings.maxOriginal().toBytes()) {
			this.rows.finish(file.id(), PageOutcome.TOO_LARGE, null);
			return;
		}
		Path folder = Files.createTempDirectory("orderflow-pages");
		try {
			Path original = folder.resolve("original");
			try (OutputStream output = Files.newOutputStream(original)) {
				this.attachments.copy(file, 0, file.size(), output);
			}
			DrawingProcess.Drawn drawn = this.process.draw(new DrawingProcess.Request(original, file.contentType(),
					PictureSize.PREVIEW.largest(), PictureSize.THUMBNAIL.largest(), this.settings.maxPages(), ""),
					folder);
			if (drawn.outcome() != null) {
				keep(file, drawn, PageOutcome.valueOf(drawn.outcome()));
			}
		}
		catch (InterruptedException ex) {
			this.rows.givenUp(file.id());
			throw ex;
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private void keep(Attachment file, DrawingProcess.Drawn drawn, PageOutcome outcome) throws IOException {
		List<UUID> received = new ArrayList<>();
		boolean kept = false;
		try {
			List<PageRows.Picture> pictures = new ArrayList<>();
			List<Attachment> files = new ArrayList<>();
			int pages = (outcome == PageOutcome.DRAWN) ? drawn.drawnPages() : 0;
			for (int page = 1; page <= pages; page++) {
				for (PictureSize size : PictureSize.values()) {
					Path picture = (size == PictureSize.PREVIEW) ? drawn.preview(page) : drawn.thumbnail(page);
					Attachment one = receive(file, size.name() + "-" + page, picture);
					received.add(one.id());
					files.add(one);
					pictures.add(measured(page, size, one.id(), picture));
				}
			}
			PageOutcome ended = (outcome == PageOutcome.DRAWN && pages == 0) ? PageOutcome.DAMAGED : outcome;
			kept = Boolean.TRUE.equals(this.transaction.execute((status) -> {
				if (!this.rows.finish(file.id(), ended, drawn.pages())) {
					return false;
				}
				files.forEach((one) -> this.derived.attach(one, new AttachmentUse(null, "page/" + file.id())));
				pictures.forEach((picture) -> this.rows.add(file.id(), picture));
				return true;
			}));
		}
		finally {
			if (!kept) {
				received.forEach(this.derived::discard);
			}
		}
	}

	private Attachment receive(Attachment source, String name, Path picture) throws IOException {
		String sha256 = sha256(picture);
		try (InputStream content = Files.newInputStream(picture)) {
			return this.derived.receive(source.owner(), name, LARGEST_PICTURE, sha256, content);
		}
	}

	private static String sha256(Path file) throws IOException {
		try (DigestInputStream input = new DigestInputStream(Files.newInputStream(file),
				MessageDigest.getInstance("SHA-256"))) {
			input.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(input.getMessageDigest().digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Only its first lines are read: a hostile file may have written it. */
	private static PageRows.Picture measured(int page, PictureSize size, UUID file, Path picture) throws IOException {
		ImageReader reader = ImageIO.getImageReadersByMIMEType(FilePages.TYPE).next();
		try (ImageInputStream input = ImageIO.createImageInputStream(picture.toFile())) {
			reader.setInput(input, true, true);
			int width = reader.getWidth(0);
			int height = reader.getHeight(0);
			if (width > size.largest() || height > size.largest()) {
				throw new IOException("A picture of " + width + " by " + height + " pixels was drawn");
			}
			return new PageRows.Picture(page, size, file, width, height);
		}
		finally {
			reader.dispose();
		}
	}

	/** Ends what is being drawn. */
	void stop() {
		this.process.stop();
	}

}
