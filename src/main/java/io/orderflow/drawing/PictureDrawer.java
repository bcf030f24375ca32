package io.orderflow.drawing;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.stream.ImageInputStream;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Pictures. Of a large one only every second, third … pixel is read, so that it is never
 * in memory whole; of an animation its first frame.
 */
final class PictureDrawer implements Drawer {

	static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp",
			"image/tiff");

	/** More than any camera takes; more are there to do harm. */
	private static final long MAX_PIXELS = 200_000_000;

	/**
	 * A JPEG that is coded in more than one pass is kept whole by its reader, outside of
	 * the heap.
	 */
	private static final long MAX_PIXELS_IN_PASSES = 40_000_000;

	@Override
	public int draw(Path file, String type, Sheets sheets) throws IOException, NotDrawnException {
		try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
			Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
			Exception last = null;
			while (readers.hasNext()) {
				ImageReader reader = readers.next();
				try {
					input.seek(0);
					sheets.add(read(reader, input, file, type, sheets.largest()));
					return 0;
				}
				catch (IOException | RuntimeException ex) {
					// another reader may know better what to do with it
					last = ex;
				}
				finally {
					reader.dispose();
				}
			}
			throw new IOException("No reader of " + type + " reads it: " + last, last);
		}
	}

	private static BufferedImage read(ImageReader reader, ImageInputStream input, Path file, String type, int largest)
			throws IOException, NotDrawnException {
		boolean turned = type.equals("image/jpeg") || type.equals("image/tiff");
		reader.setInput(input, false, !turned);
		int width = reader.getWidth(0);
		int height = reader.getHeight(0);
		long pixels = (long) width * height;
		if (pixels > MAX_PIXELS || (type.equals("image/jpeg") && takesTooLong(pixels, file))) {
			throw new NotDrawnException(NotDrawnException.TOO_LARGE);
		}
		ImageReadParam how = reader.getDefaultReadParam();
		int every = -Math.floorDiv(-Math.max(width, height), 2 * largest);
		how.setSourceSubsampling(every, every, 0, 0);
		BufferedImage picture = reader.read(0, how);
		return turned ? turned(picture, orientation(reader)) : picture;
	}

	private static boolean takesTooLong(long pixels, Path jpeg) throws IOException {
		return JpegPasses.areMany(jpeg) && (pixels > MAX_PIXELS_IN_PASSES || JpegPasses.areTooMany(jpeg));
	}

	/** How the camera was held, in the words of the standard's metadata. */
	private static @Nullable String orientation(ImageReader reader) {
		try {
			IIOMetadata metadata = reader.getImageMetadata(0);
			if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
				return null;
			}
			Element root = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
			NodeList found = root.getElementsByTagName("ImageOrientation");
			return (found.getLength() > 0) ? ((Element) found.item(0)).getAttribute("value") : null;
		}
		catch (IOException | RuntimeException ex) {
			// a picture without a direction is still one
			return null;
		}
	}

	private static BufferedImage turned(BufferedImage picture, @Nullable String orientation) {
		int width = picture.getWidth();
		int height = picture.getHeight();
		AffineTransform turn = switch ((orientation != null) ? orientation : "Normal") {
			case "Rotate90" -> new AffineTransform(0, -1, 1, 0, 0, width);
			case "Rotate180" -> new AffineTransform(-1, 0, 0, -1, width, height);
			case "Rotate270" -> new AffineTransform(0, 1, -1, 0, height, 0);
			case "FlipH" -> new AffineTransform(-1, 0, 0, 1, width, 0);
			case "FlipV" -> new AffineTransform(1, 0, 0, -1, 0, height);
			case "FlipVRotate90" -> new AffineTransform(0, 1, 1, 0, 0, 0);
			case "FlipHRotate90" -> new AffineTransform(0, -1, -1, 0, height, width);
			default -> new AffineTransform();
		};
		if (turn.isIdentity()) {
			return picture;
		}
		boolean upright = turn.getShearX() == 0;
		BufferedImage target = new BufferedImage(upright ? width : height, upright ? height : width,
				BufferedImage.TYPE_INT_RGB);
		var graphics = target.createGraphics();
		graphics.drawImage(picture, new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR), 0, 0);
		graphics.dispose();
		return target;
	}

}
