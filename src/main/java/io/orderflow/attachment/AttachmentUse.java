package io.orderflow.attachment;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * What files are attached to.
 *
 * @param orderNumber the order; null for what belongs to none, as an inquiry's files
 * @param purpose what for, as {@code requirements}, {@code draft/2} or
 * {@code message/<id>}: the part before the slash tells the {@link AccessRule} that
 * decides who reads it
 * @param accepts media types, {@code image/*} too; empty: any
 */
public record AttachmentUse(@Nullable String orderNumber, String purpose, List<String> accepts) {

	public AttachmentUse {
		accepts = List.copyOf(accepts);
	}

	/** A use that takes files of any type. */
	public AttachmentUse(@Nullable String orderNumber, String purpose) {
		this(orderNumber, purpose, List.of());
	}

	/** Whether the file was attached to this very use. */
	boolean has(Attachment file) {
		return Objects.equals(this.orderNumber, file.orderNumber()) && this.purpose.equals(file.purpose());
	}

	/** Whether a file of this type is what the step asked for. */
	public boolean accepts(String contentType) {
		if (this.accepts.isEmpty()) {
			return true;
		}
		try {
			MimeType actual = MimeTypeUtils.parseMimeType(contentType);
			return this.accepts.stream().map(MimeTypeUtils::parseMimeType).anyMatch((type) -> type.includes(actual));
		}
		catch (InvalidMimeTypeException ex) {
			return false;
		}
	}

}
