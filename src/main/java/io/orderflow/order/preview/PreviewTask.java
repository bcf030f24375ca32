package io.orderflow.order.preview;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an external task of the topic {@code draft.preparePreview} asks for.
 *
 * @param order the order's number
 * @param draft which draft of the order, from 1
 * @param submittedAt when it was put before the client
 * @param watermark what every preview must show
 * @param largest the most pixels on either side of a preview
 * @param largestThumbnail the same of a thumbnail
 * @param maxBytes of a picture that is handed in
 * @param maxPages how many pages of a file are handed in at most
 * @param files the draft's files
 */
public record PreviewTask(String order, int draft, Instant submittedAt, String watermark, int largest,
		int largestThumbnail, long maxBytes, int maxPages, List<File> files) {

	/**
	 * A file of the draft.
	 *
	 * @param contentType what it was recognised as, whatever its name says
	 * @param size in bytes
	 * @param sha256 of its content, in hexadecimal
	 * @param href where to read it while the task is held, below which results are handed
	 * in
	 * @param attempts how often a worker began it
	 * @param outcome what came of it; null while nothing did
	 */
	public record File(UUID id, String fileName, String contentType, long size, String sha256, String href,
			int attempts, @Nullable PreviewOutcome outcome) {

	}

}
