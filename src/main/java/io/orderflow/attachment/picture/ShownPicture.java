package io.orderflow.attachment.picture;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A picture that somebody shows, of a service or of themselves: two JPEGs that we drew of
 * an upload, which is gone since.
 *
 * @param id that of the upload
 * @param owner who uploaded it
 * @param large the file to look at
 * @param small the file to choose by
 * @param width of the large one, in pixels
 * @param height of the large one, in pixels
 * @param subject what it shows, in the words of whoever kept it, as {@code listing/<id>};
 * null while nobody has
 */
public record ShownPicture(UUID id, String owner, UUID large, UUID small, int width, int height,
		@Nullable String subject) {

	/** Where its large size is read. */
	public static String href(UUID id) {
		return "/api/pictures/" + id;
	}

	/** Where its small size is read. */
	public static String smallHref(UUID id) {
		return href(id) + "/small";
	}

	/** How wide the small size is, of one that is shown whole, by its large size. */
	public static int smallWidth(int width, int height) {
		int longer = Math.max(width, height);
		return (longer <= PictureShape.WHOLE.small()) ? width
				: Math.max(1, Math.round((float) width * PictureShape.WHOLE.small() / longer));
	}

}
