package io.orderflow.attachment;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A file that arrived whole.
 *
 * @param id its id
 * @param owner the account that uploaded it
 * @param fileName as the uploader wrote it: text to show, never a path to use
 * @param contentType what the content really is, not what the uploader said
 * @param size in bytes
 * @param sha256 of the content, in lower-case hexadecimal
 * @param uploadedAt when its last byte had arrived
 * @param slot the step's field it was staged for, as {@code <orderNumber>/<step>/<field>}
 * @param orderNumber the order it was attached to, if any
 * @param purpose what it was attached as, in the words of {@link AttachmentUse}; null
 * while it belongs to nothing
 */
public record Attachment(UUID id, String owner, String fileName, String contentType, long size, String sha256,
		Instant uploadedAt, @Nullable String slot, @Nullable String orderNumber, @Nullable String purpose) {

	/** How a picture of another file is attached, before that file's id. */
	public static final String PAGE = "page/";

	/** How a picture that somebody shows is attached, before what it shows. */
	public static final String SHOWN = "shown/";

	/** What we made ourselves: seen as it is, or downloaded, and drawn once. */
	private static final List<String> MADE = List.of("preview/", "dossier/", PAGE, SHOWN);

	/** What is drawn to be seen in a page; everything else is downloaded. */
	private static final Set<String> VIEWABLE = Set.of("image/jpeg", "image/png", "image/gif", "image/webp",
			"image/bmp", "image/tiff", "image/svg+xml", "application/pdf");

	/**
	 * Whether it is of a kind that is drawn to be seen, a picture or a PDF, and not one
	 * that we made.
	 */
	public boolean viewable() {
		return VIEWABLE.contains(this.contentType)
				&& (this.purpose == null || MADE.stream().noneMatch(this.purpose::startsWith));
	}

	/**
	 * Under which type it is sent to be played; null where it is no film or sound that
	 * browsers play.
	 */
	@Nullable String playedAs() {
		return PlayedTypes.of(this.contentType);
	}

	/**
	 * Whether it is a picture that a program drew and we checked: a browser may show it.
	 */
	boolean drawn() {
		return this.purpose != null && this.purpose.startsWith("preview/");
	}

	/** Whether a step has taken it; from then on it stays. */
	public boolean attached() {
		return this.purpose != null;
	}

}
