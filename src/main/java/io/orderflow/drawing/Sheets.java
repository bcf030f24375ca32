package io.orderflow.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Where drawn pages go: each on white, made small enough, with the watermark on it where
 * there is one, as a preview and a thumbnail of it.
 */
final class Sheets {

	/** Each is tried where a picture of the one before it has too many bytes. */
	private static final float[] QUALITIES = { 0.85f, 0.7f, 0.5f, 0.3f, 0.15f };

	private final Path folder;

	private final int largest;

	private final int largestThumbnail;

	private final int maxPages;

	private final String watermark;

	private final boolean square;

	private final long maxBytes;

	private int drawn;

	Sheets(Path folder, int largest, int largestThumbnail, int maxPages, String watermark, boolean square,
			long maxBytes) {
		this.folder = folder;
		this.largest = largest;
		this.largestThumbnail = largestThumbnail;
		this.maxPages = maxPages;
		this.watermark = watermark;
		this.square = square;
		this.maxBytes = maxBytes;
	}

	/** The most pixels on either side of a preview. */
	int largest() {
		return this.largest;
	}

	int maxPages() {
		return this.maxPages;
	}

	/**
	 * The next page.
	 * @throws NotDrawnException where no picture of it is small enough in bytes
	 */
	void add(BufferedImage page) throws IOException, NotDrawnException {
		this.drawn++;
		BufferedImage preview = scaled(this.square ? middle(page) : page, this.largest);
		if (!this.watermark.isEmpty()) {
			Watermark.draw(preview, this.watermark);
		}
		write(preview, "preview");
		write(scaled(preview, this.largestThumbnail), "thumbnail");
	}

	/** The largest square in the middle. */
	private static BufferedImage middle(BufferedImage page) {
		int side = Math.min(page.getWidth(), page.getHeight());
		return page.getSubimage((page.getWidth() - side) / 2, (page.getHeight() - side) / 2, side, side);
	}

	/** A copy on white that fits, never larger than the original. */
	private static BufferedImage scaled(BufferedImage page, int largest) {
		double factor = Math.min(1, (double) largest / Math.max(page.getWidth(), page.getHeight()));
		int width = Math.max(1, (int) Math.round(page.getWidth() * factor));
		int height = Math.max(1, (int) Math.round(page.getHeight() * factor));
		BufferedImage source = page;
		// by halves: one step over many pixels would leave most of them out
		while (source.getWidth() >= 2 * width && source.getHeight() >= 2 * height) {
			source = drawn(source, source.getWidth() / 2, source.getHeight() / 2);
		}
		return drawn(source, width, height);
	}

	private static BufferedImage drawn(BufferedImage source, int width, int height) {
		BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = target.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, width, height);
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(source, 0, 0, width, height, null);
		graphics.dispose();
		return target;
	}

	private void write(BufferedImage picture, String name) throws IOException, NotDrawnException {
		Path file = this.folder.resolve(this.drawn + "-" + name + ".jpg");
		for (float quality : QUALITIES) {
			write(picture, file, quality);
			if (this.maxBytes == Long.MAX_VALUE || Files.size(file) <= this.maxBytes) {
				return;
			}
		}
		throw new NotDrawnException(NotDrawnException.TOO_LARGE);
	}

	private static void write(BufferedImage picture, Path to, float quality) throws IOException {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		ImageWriteParam how = writer.getDefaultWriteParam();
		how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
		how.setCompressionQuality(quality);
		try (OutputStream file = Files.newOutputStream(to);
				ImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
			writer.setOutput(output);
			writer.write(null, new IIOImage(picture, null, null), how);
		}
		finally {
			writer.dispose();
		}
	}

}
