package io.orderflow.drawing;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;

import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** A library's reader of BMPs that fails over each, as some do over some. */
final class FailingReader extends ImageReader {

	static int asked;

	private FailingReader(ImageReaderSpi provider) {
		super(provider);
	}

	@Override
	public int getNumImages(boolean search) {
		return 1;
	}

	@Override
	public int getWidth(int picture) {
		asked++;
		throw new ArrayIndexOutOfBoundsException(7);
	}

	@Override
	public int getHeight(int picture) {
		return getWidth(picture);
	}

	@Override
	public Iterator<ImageTypeSpecifier> getImageTypes(int picture) {
		return Collections.emptyIterator();
	}

	@Override
	public IIOMetadata getStreamMetadata() {
		return null;
	}

	@Override
	public IIOMetadata getImageMetadata(int picture) {
		return null;
	}

	@Override
	public BufferedImage read(int picture, ImageReadParam how) {
		throw new ArrayIndexOutOfBoundsException(7);
	}

	static final class Provider extends ImageReaderSpi {

		Provider() {
			super("nobody", "0", new String[] { "failing" }, new String[] { "bmp" }, new String[] { "image/bmp" },
					FailingReader.class.getName(), new Class<?>[] { ImageInputStream.class }, null, false, null, null,
					null, null, false, null, null, null, null);
		}

		@Override
		public boolean canDecodeInput(Object source) {
			return false;
		}

		@Override
		public ImageReader createReaderInstance(Object extension) {
			return new FailingReader(this);
		}

		@Override
		public String getDescription(Locale locale) {
			return "fails";
		}

	}

}
