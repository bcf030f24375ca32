package io.orderflow.attachment;

import java.util.Arrays;
import java.util.Set;

import org.apache.tika.Tika;

/** Says what a file really is, whatever its uploader calls it. */
final class FileTypeDetector {

	static final String UNKNOWN = "application/octet-stream";

	/**
	 * Files of these types always show it in their first bytes: one that does not is not
	 * of the type, whatever its name ends in.
	 */
	private static final Set<String> ALWAYS_RECOGNISED = Set.of("image/png", "image/jpeg", "image/gif", "image/webp",
			"image/bmp", "image/tiff", "image/svg+xml", "application/pdf", "application/zip", "application/gzip",
			"video/mp4", "video/quicktime", "video/webm", "audio/mpeg", "audio/x-wav", "audio/vnd.wave");

	/** Pictures of which there is no other kind that a name could tell. */
	private static final Set<String> WHATEVER_CALLED = Set.of("image/png", "image/jpeg", "image/gif", "image/webp",
			"image/svg+xml");

	/**
	 * Bytes that are looked at: where they are XML, what is declared before its first
	 * element is read too, which takes time by the square of its length.
	 */
	private static final int LOOKED_AT = 8_192;

	private final Tika tika = new Tika();

	/**
	 * From the first bytes; the name only makes it more precise (a CSV among texts, a
	 * document among ZIP files), or helps where the bytes tell nothing.
	 */
	String recognise(byte[] content, String fileName) {
		if (content.length == 0) {
			return UNKNOWN;
		}
		byte[] beginning = Arrays.copyOf(content, Math.min(content.length, LOOKED_AT));
		String byBytes = this.tika.detect(beginning);
		if (WHATEVER_CALLED.contains(byBytes)) {
			return byBytes;
		}
		String byBoth = this.tika.detect(beginning, fileName);
		return (byBytes.equals(UNKNOWN) && ALWAYS_RECOGNISED.contains(byBoth)) ? UNKNOWN : byBoth;
	}

}
