package io.orderflow.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.imageio.ImageIO;

import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.picture.PictureShape;
import io.orderflow.attachment.picture.ShownPicture;
import io.orderflow.attachment.picture.ShownPictureService;
import io.orderflow.catalog.ListingPicture;
import io.orderflow.platform.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Pictures of the demo's services, drawn here and then taken in as anybody's are. */
@Component
@Profile("embedded")
class DemoPictures {

	private static final Logger logger = LoggerFactory.getLogger(DemoPictures.class);

	private static final int ATTEMPTS = 3;

	private static final int WIDTH = 1_200;

	private static final int HEIGHT = 800;

	private static final Color PAPER = new Color(0xF6F1E7);

	private static final Color INK = new Color(0x2B3A4A);

	private static final Color SKY = new Color(0xBFD9E8);

	private static final Color HILL = new Color(0x6E9A6B);

	private static final Color SUN = new Color(0xE9A23B);

	private static final Color BRICK = new Color(0xB5533C);

	private static final Color FAINT = new Color(0xC9CFD6);

	private final AttachmentService attachments;

	private final ShownPictureService pictures;

	DemoPictures(AttachmentService attachments, ShownPictureService pictures) {
		this.attachments = attachments;
		this.pictures = pictures;
	}

	/** Six panels in which a day goes by over a house. */
	List<ListingPicture> storyboard(String owner, String text) {
		return drawn(owner, text, (graphics) -> {
			for (int panel = 0; panel < 6; panel++) {
				Graphics2D part = (Graphics2D) graphics.create(60 + panel % 3 * 370, 60 + panel / 3 * 360, 340, 320);
				part.setColor((panel == 5) ? INK : SKY);
				part.fillRect(0, 0, 340, 320);
				part.setColor((panel == 5) ? PAPER : SUN);
				int rising = Math.abs(2 - Math.min(panel, 4));
				part.fillOval(20 + panel % 5 * 58, 40 + rising * 45, 70, 70);
				part.setColor(HILL);
				part.fillOval(-120, 190, 400, 300);
				part.fillOval(120, 210, 400, 300);
				house(part, 130 + panel * 8, 150 + panel % 2 * 10);
				part.setColor(INK);
				part.setStroke(new BasicStroke(8));
				part.drawRect(0, 0, 339, 319);
				part.dispose();
			}
		});
	}

	private static void house(Graphics2D graphics, int x, int y) {
		graphics.setColor(PAPER);
		graphics.fillRect(x, y + 60, 100, 80);
		graphics.setColor(BRICK);
		graphics.fillPolygon(new Polygon(new int[] { x - 15, x + 50, x + 115 }, new int[] { y + 60, y, y + 60 }, 3));
		graphics.setColor(SUN);
		graphics.fillRect(x + 36, y + 90, 28, 50);
	}

	/** Two sheets, and an arrow from the one to the other. */
	List<ListingPicture> translation(String owner, String text) {
		return drawn(owner, text, (graphics) -> {
			sheet(graphics, 120, FAINT);
			sheet(graphics, 720, SKY);
			graphics.setColor(BRICK);
			graphics.fillRect(520, 385, 100, 30);
			graphics.fillPolygon(new Polygon(new int[] { 610, 680, 610 }, new int[] { 350, 400, 450 }, 3));
		});
	}

	private static void sheet(Graphics2D graphics, int x, Color lines) {
		graphics.setColor(Color.WHITE);
		graphics.fillRoundRect(x, 120, 360, 560, 24, 24);
		graphics.setColor(INK);
		graphics.fillRect(x + 40, 170, 200, 34);
		graphics.setColor(lines);
		for (int line = 0; line < 9; line++) {
			graphics.fillRect(x + 40, 240 + line * 44, 280 - line * 53 % 120, 20);
		}
	}

	/** A page in a window: a headline, three sections, a button. */
	List<ListingPicture> landingPage(String owner, String text) {
		return drawn(owner, text, (graphics) -> {
			graphics.setColor(Color.WHITE);
			graphics.fillRoundRect(120, 80, 960, 640, 28, 28);
			graphics.setColor(INK);
			graphics.fillRoundRect(120, 80, 960, 60, 28, 28);
			graphics.setColor(SUN);
			graphics.fillOval(145, 98, 24, 24);
			graphics.setColor(SKY);
			graphics.fillRect(120, 140, 960, 280);
			graphics.setColor(INK);
			graphics.fillRect(180, 190, 460, 48);
			graphics.setColor(Color.WHITE);
			graphics.fillRect(180, 262, 380, 24);
			graphics.setColor(BRICK);
			graphics.fillRoundRect(180, 320, 220, 64, 20, 20);
			for (int section = 0; section < 3; section++) {
				graphics.setColor(HILL);
				graphics.fillOval(180 + section * 300, 460, 70, 70);
				graphics.setColor(FAINT);
				graphics.fillRect(180 + section * 300, 560, 220, 22);
				graphics.fillRect(180 + section * 300, 600, 170, 22);
				graphics.fillRect(180 + section * 300, 640, 200, 22);
			}
		});
	}

	/** None where the machine is too busy to take it in: the demo starts all the same. */
	private List<ListingPicture> drawn(String owner, String text, Consumer<Graphics2D> painter) {
		try {
			byte[] png = png(painter);
			UUID upload = this.attachments
				.upload(owner, "demo.png", null, (long) png.length, new ByteArrayInputStream(png))
				.id();
			ShownPicture picture = patiently(owner, upload);
			return List.of(new ListingPicture(picture.id(), picture.width(), picture.height(), text));
		}
		catch (IOException | Refusal ex) {
			logger.warn("A service of the demo has no picture: {}", ex.toString());
			return List.of();
		}
	}

	/** A first start keeps a machine busy: the upload stays, and is tried again. */
	private ShownPicture patiently(String owner, UUID upload) {
		for (int left = ATTEMPTS; left > 1; left--) {
			try {
				return this.pictures.of(owner, upload, PictureShape.WHOLE, "picture");
			}
			catch (Refusal refusal) {
				if (refusal.kind() != Refusal.Kind.UNAVAILABLE) {
					throw refusal;
				}
			}
		}
		return this.pictures.of(owner, upload, PictureShape.WHOLE, "picture");
	}

	private static byte[] png(Consumer<Graphics2D> painter) throws IOException {
		BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = picture.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setColor(PAPER);
		graphics.fillRect(0, 0, WIDTH, HEIGHT);
		painter.accept(graphics);
		graphics.dispose();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(picture, "png", bytes);
		return bytes.toByteArray();
	}

}
