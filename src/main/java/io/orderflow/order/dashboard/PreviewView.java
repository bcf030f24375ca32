package io.orderflow.order.dashboard;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.orderflow.order.preview.PreviewOutcome;
import io.orderflow.order.preview.PreviewPicture;
import org.jspecify.annotations.Nullable;

/**
 * What a worker made of one file of a draft (B8), for both sides.
 *
 * @param file the file's id
 * @param outcome what came of it; null while nothing did
 * @param pages how many the original has, where it has any; not all need be shown
 * @param shown a preview of each page that is
 */
public record PreviewView(UUID file, @Nullable PreviewOutcome outcome, @Nullable Integer pages, List<Page> shown) {

	/**
	 * A page in pictures of JPEG or PNG.
	 *
	 * @param page from 1
	 * @param width of the preview, in pixels
	 * @param height the same
	 * @param href where to read the preview
	 * @param thumbnailHref where to read a small one; null where there is none
	 */
	public record Page(int page, int width, int height, String href, @Nullable String thumbnailHref) {

	}

	/** Whether the original has more pages than are shown. */
	public boolean more() {
		return this.pages != null && this.pages > this.shown.size() && !this.shown.isEmpty();
	}

	/** Of a draft's files, those that are known. */
	static List<PreviewView> of(Collection<UUID> files, List<OrderRows.PreviewRow> known) {
		return known.stream()
			.filter((row) -> files.contains(row.source()))
			.map((row) -> new PreviewView(row.source(), row.outcome(), row.pages(), pages(row.pictures())))
			.toList();
	}

	private static List<Page> pages(List<OrderRows.PictureRow> pictures) {
		return pictures.stream()
			.filter((picture) -> picture.picture() == PreviewPicture.PREVIEW)
			.map((picture) -> new Page(picture.page(), picture.width(), picture.height(), href(picture.file()), pictures
				.stream()
				.filter((other) -> other.page() == picture.page() && other.picture() == PreviewPicture.THUMBNAIL)
				.map((small) -> href(small.file()))
				.findFirst()
				.orElse(null)))
			.toList();
	}

	private static String href(UUID file) {
		return "/api/files/" + file;
	}

}
