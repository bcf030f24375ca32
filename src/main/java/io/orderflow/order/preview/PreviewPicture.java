package io.orderflow.order.preview;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.ReaderFormats.FileKinds;

/** Which pictures of a page are handed in, and how large each may be. */
public enum PreviewPicture {

	/** To look at. */
	PREVIEW(1_600),
	/** To choose by. */
	THUMBNAIL(320);

	/**
	 * What every browser shows and no browser runs, and what each ends with: one that was
	 * cut off does not.
	 */
	private static final Map<String, byte[]> ENDS = Map.of("image/jpeg", new byte[] { (byte) 0xFF, (byte) 0xD9 },
			"image/png", "IEND\u00ae\u0042\u0060\u0082".getBytes(StandardCharsets.ISO_8859_1));

	private final int largest;

	PreviewPicture(int largest) {
		this.largest = largest;
	}

	/** The most pixels on either side. */
	public int largest() {
		return this.largest;
	}

	/** Width and height, in pixels. */
	record Size(int width, int height) {

	}

	/**
	 * How large the picture says it is; only its first lines are read, and its end.
	 * @param type what it was recognised as
	 * @throws Refusal {@code wrong-file-type}, {@code picture-broken},
	 * {@code picture-too-large}
	 */
	Size check(String type, byte[] content) {
		if (!ENDS.containsKey(type)) {
			throw Refusal.invalid("file", "wrong-file-type", name(), new FileKinds(List.of(type)),
					new FileKinds(List.copyOf(new TreeSet<>(ENDS.keySet()))));
		}
		Size size = size(type, content);
		byte[] end = ENDS.get(type);
		if (!Arrays.equals(content, content.length - end.length, content.length, end, 0, end.length)) {
			throw Refusal.invalid("file", "picture-broken");
		}
		if (size.width() > this.largest || size.height() > this.largest) {
			throw Refusal.tooLarge("file", "picture-too-large", this.largest, size.width(), size.height());
		}
		return size;
	}

	private static Size size(String type, byte[] content) {
		Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
		ImageReader reader = readers.next();
		try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
			reader.setInput(input, true, true);
			return new Size(reader.getWidth(0), reader.getHeight(0));
		}
		catch (IOException | RuntimeException ex) {
			throw Refusal.invalid("file", "picture-broken");
		}
		finally {
			reader.dispose();
		}
	}

}
