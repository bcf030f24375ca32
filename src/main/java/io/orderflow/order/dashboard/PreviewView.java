package io.orderflow.order.dashboard;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
 * @param seconds how long a recording lasts, where it is one and says so
 * @param shown a preview of each page that is
 */
public record PreviewView(UUID file, @Nullable PreviewOutcome outcome, @Nullable Integer pages,
		@Nullable Integer seconds, List<Page> shown) {

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

	/** How long a recording lasts, as players write it: 1:05, 1:02:03. */
	public @Nullable String length() {
		if (this.seconds == null) {
			return null;
		}
		Duration all = Duration.ofSeconds(this.seconds);
		return (all.toHours() > 0)
				? String.format(Locale.ROOT, "%d:%02d:%02d", all.toHours(), all.toMinutesPart(), all.toSecondsPart())
				: String.format(Locale.ROOT, "%d:%02d", all.toMinutes(), all.toSecondsPart());
	}

	/** Whether the original has more pages than are shown. */
	public boolean more() {
		return this.pages != null && this.pages > this.shown.size() && !this.shown.isEmpty();
	}

	/** Whether nothing of it is seen, and nothing more is made. */
	public boolean unseen() {
		return this.outcome != null && this.shown.isEmpty();
	}

	/** Of a draft's files, those that are known. */
	static List<PreviewView> of(Collection<UUID> files, List<OrderRows.PreviewRow> known) {
		return known.stream()
			.filter((row) -> files.contains(row.source()))
			.map((row) -> new PreviewView(row.source(), row.outcome(), row.pages(), row.seconds(),
					isDrawn(row) ? pages(row.pictures()) : List.of()))
			.toList();
	}

	/** So far: what was handed in before a worker gave up on the file is no preview. */
	private static boolean isDrawn(OrderRows.PreviewRow row) {
		return row.outcome() == null || row.outcome() == PreviewOutcome.DRAWN;
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
