package io.orderflow.attachment;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A file, as the API tells it.
 *
 * @param fileName as the uploader wrote it: text, not a path
 * @param contentType what it was recognised as
 * @param size in bytes
 * @param sha256 of the content, in hexadecimal
 * @param slot the field it is staged for, if any
 * @param href where to download it; null while the reader may not
 * @param pagesHref where its first pages are told, as pictures; null where files of its
 * kind are not drawn, where the reader may not read it yet, and before a step has taken
 * it
 * @param playHref where a browser plays it, for the client of an order whose freelancer
 * lets them play the films and sounds of a draft; null everywhere else
 */
public record FileView(UUID id, String fileName, String contentType, long size, String sha256, Instant uploadedAt,
		@Nullable String slot, @Nullable String href, @Nullable String pagesHref, @Nullable String playHref) {

	public static FileView of(Attachment file) {
		String href = "/api/files/" + file.id();
		return new FileView(file.id(), file.fileName(), file.contentType(), file.size(), file.sha256(),
				file.uploadedAt(), file.slot(), href, (file.attached() && file.viewable()) ? href + "/pages" : null,
				null);
	}

	/** The same for who may know of it and not read it yet. */
	public FileView withheld() {
		return new FileView(this.id, this.fileName, this.contentType, this.size, this.sha256, this.uploadedAt,
				this.slot, null, null, null);
	}

	/** The same for who may play it, where it is a film or a sound. */
	public FileView played() {
		return new FileView(this.id, this.fileName, this.contentType, this.size, this.sha256, this.uploadedAt,
				this.slot, this.href, this.pagesHref, playable() ? "/api/files/" + this.id + "/play" : null);
	}

	/** Whether it is a film or a sound that browsers play, for whoever is let. */
	public boolean playable() {
		return PlayedTypes.of(this.contentType) != null;
	}

	/** Whether it is a film, of what browsers play. */
	public boolean film() {
		return this.contentType.startsWith("video/");
	}

	/** Whether its pages can be seen. */
	public boolean viewable() {
		return this.pagesHref != null;
	}

}
