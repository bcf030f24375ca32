package io.orderflow.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * The order's number and the date, across the whole picture again and again, light with a
 * dark edge, so that it shows on any ground and no part can be cut out without it.
 */
final class Watermark {

	private static final double ANGLE = Math.toRadians(-30);

	private Watermark() {
	}

	static void draw(BufferedImage picture, String text) {
		int width = picture.getWidth();
		int height = picture.getHeight();
		float size = Math.max(9, Math.min(48, Math.min(width, height) / 18f));
		Graphics2D graphics = picture.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		Font font = new Font(Font.SANS_SERIF, Font.BOLD, 12).deriveFont(size);
		Shape letters = font.createGlyphVector(graphics.getFontRenderContext(), text).getOutline();
		Rectangle2D bounds = letters.getBounds2D();
		double stepX = bounds.getWidth() + 2.5 * size;
		double stepY = 5 * size;
		double reach = Math.hypot(width, height);
		graphics.translate(width / 2.0, height / 2.0);
		graphics.rotate(ANGLE);
		graphics.setStroke(new BasicStroke(Math.max(1, size / 16)));
		int line = 0;
		for (double y = -reach / 2; y < reach / 2; y += stepY) {
			double shift = (line++ % 2 == 0) ? 0 : stepX / 2;
			for (double x = -reach / 2 - shift; x < reach / 2; x += stepX) {
				Shape placed = AffineTransform.getTranslateInstance(x, y).createTransformedShape(letters);
				graphics.setColor(new Color(255, 255, 255, 110));
				graphics.fill(placed);
				graphics.setColor(new Color(0, 0, 0, 90));
				graphics.draw(placed);
			}
		}
		graphics.dispose();
	}

}
