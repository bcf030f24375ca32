package io.orderflow.attachment;

import java.time.Instant;
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

	/** Whether a step has taken it; from then on it stays. */
	public boolean attached() {
		return this.purpose != null;
	}

}
