package io.orderflow.catalog;

import java.util.UUID;

import io.orderflow.attachment.picture.ShownPicture;

/**
 * A picture of a service. Kept as JSON with the service's content, and approved with it.
 *
 * @param id the picture's
 * @param width of its large size, in pixels
 * @param height of its large size, in pixels
 * @param alternativeText what is to be seen on it, for who does not see it, in the
 * service's language: 1 to 200 characters on one line
 */
public record ListingPicture(UUID id, int width, int height, String alternativeText) {

	public static final int MAX_TEXT = 200;

	/** Where its large size is read. */
	public String href() {
		return ShownPicture.href(this.id);
	}

	/** Where its small size is read. */
	public String smallHref() {
		return ShownPicture.smallHref(this.id);
	}

	/** How wide its small size is, in pixels. */
	public int smallWidth() {
		return ShownPicture.smallWidth(this.width, this.height);
	}

}
