package io.orderflow.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import io.orderflow.platform.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Files that a program made for a person or of a file, as dossiers and previews. They
 * belong to that person, or to the owner of that file, who has no need to know of them,
 * and take nothing of what the owner may upload.
 */
@Service
public class DerivedFileService {

	private final AttachmentRows rows;

	private final FileStore store;

	private final Clock clock;

	private final FileTypeDetector types = new FileTypeDetector();

	DerivedFileService(AttachmentRows rows, FileStore store, Clock clock) {
		this.rows = rows;
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Reads the stream to its end and keeps it, attached to nothing yet: what nobody
	 * attaches goes like an upload that was forgotten. Not in a transaction, which would
	 * be held as long as the network takes.
	 * @param owner whose it is
	 * @param sha256 what it must hash to, in lower-case hexadecimal
	 * @throws Refusal {@code file-too-large}, {@code digest-wrong}; nothing is left then
	 * @throws IOException when the sender goes away
	 */
	public Attachment receive(String owner, String fileName, DataSize largest, String sha256, InputStream content)
			throws IOException {
		Assert.state(!TransactionSynchronizationManager.isSynchronizationActive(), "An upload waits for its sender");
		UUID id = UUID.randomUUID();
		this.rows.beginDerived(id, owner, fileName, this.clock.instant());
		boolean complete = false;
		try {
			UploadInputStream arriving = new UploadInputStream(content, largest, (size) -> {
			});
			long size = this.store.write(id, arriving);
			String actual = arriving.sha256Hex();
			if (!actual.equals(sha256)) {
				throw Refusal.invalid("file", "digest-wrong", actual);
			}
			Attachment file = new Attachment(id, owner, fileName, this.types.recognise(arriving.beginning(), fileName),
					size, actual, this.clock.instant(), null, null, null);
			this.rows.complete(file);
			complete = true;
			return file;
		}
		finally {
			if (!complete) {
				discard(id);
			}
		}
	}

	/** Its content; for files that were received with a small limit. */
	public byte[] content(Attachment file) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(file.size()));
		this.store.read(file.id(), 0, file.size(), bytes);
		return bytes.toByteArray();
	}

	/** It stays from then on, in the caller's transaction. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void attach(Attachment file, AttachmentUse use) {
		attach(file.id(), use);
	}

	/** The same by its id; one that was attached stays as it was. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void attach(UUID file, AttachmentUse use) {
		this.rows.attach(List.of(file), use, this.clock.instant());
	}

	/**
	 * Leaves one that another was made in place of, in the caller's transaction: it goes
	 * like an upload that was forgotten, so that whoever reads it this moment reads it to
	 * its end.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void leave(UUID id) {
		this.rows.detach(id, this.clock.instant());
	}

	/** Forgets one that nobody reads at length, in the caller's transaction. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void remove(UUID id) {
		this.rows.remove(id);
		this.store.delete(id);
	}

	/** Forgets it, unless it was attached. */
	public void discard(UUID id) {
		if (this.rows.removeUnattached(id)) {
			this.store.delete(id);
		}
	}

}
