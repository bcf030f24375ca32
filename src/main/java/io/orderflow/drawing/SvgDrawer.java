package io.orderflow.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;

/**
 * Drawings in SVG. The library knows no scripts, and fetches nothing from elsewhere: what
 * a drawing does not bring along is left out.
 */
final class SvgDrawer implements Drawer {

	static final String TYPE = "image/svg+xml";

	@Override
	public int draw(Path file, String type, Sheets sheets) throws IOException, NotDrawnException {
		SVGDocument drawing;
		try (InputStream input = Files.newInputStream(file)) {
			drawing = new SVGLoader().load(input, null,
					LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL).build());
		}
		if (drawing == null) {
			throw new NotDrawnException(NotDrawnException.DAMAGED);
		}
		double width = drawing.size().getWidth();
		double height = drawing.size().getHeight();
		if (!(width > 0 && height > 0) || Double.isInfinite(width) || Double.isInfinite(height)) {
			throw new NotDrawnException(NotDrawnException.DAMAGED);
		}
		double factor = sheets.largest() / Math.max(width, height);
		BufferedImage page = new BufferedImage(Math.max(1, (int) Math.round(width * factor)),
				Math.max(1, (int) Math.round(height * factor)), BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = page.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
		drawing.render((java.awt.Component) null, graphics, new ViewBox(page.getWidth(), page.getHeight()));
		graphics.dispose();
		sheets.add(page);
		return 0;
	}

}
