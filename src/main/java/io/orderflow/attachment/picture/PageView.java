package io.orderflow.attachment.picture;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a file.
 *
 * @param outcome what came of drawing it
 * @param pages how many the original has, where it has any; not all need be shown
 * @param shown the pages that are, in JPEG
 */
public record PageView(PageOutcome outcome, @Nullable Integer pages, List<Page> shown) {

	/**
	 * A page.
	 *
	 * @param page from 1
	 * @param width of the picture, in pixels
	 * @param height the same
	 * @param href where to read the picture
	 * @param thumbnailHref where to read a small one
	 */
	public record Page(int page, int width, int height, String href, String thumbnailHref) {

	}

}
