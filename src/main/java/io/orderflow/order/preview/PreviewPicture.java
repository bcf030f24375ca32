package io.orderflow.order.preview;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Iterator;
import java.util.Set;

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

	/** What every browser shows and no browser runs. */
	private static final Set<String> TYPES = Set.of("image/jpeg", "image/png");

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
	 * How large the picture says it is; only its first lines are read.
	 * @param type what it was recognised as
	 * @throws Refusal {@code wrong-file-type}, {@code picture-broken},
	 * {@code picture-too-large}
	 */
	Size check(String type, byte[] content) {
		if (!TYPES.contains(type)) {
			throw Refusal.invalid("file", "wrong-file-type", name(), new FileKinds(List.of(type)),
					new FileKinds(List.copyOf(TYPES)));
		}
		Size size = size(type, content);
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
