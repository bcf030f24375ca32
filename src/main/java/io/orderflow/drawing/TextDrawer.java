package io.orderflow.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The beginning of a text, on pages of A4. */
final class TextDrawer implements Drawer {

	private static final int MAX_BYTES = 256 * 1024;

	private static final int SIZE = 22;

	private static final int MARGIN = 90;

	@Override
	public int draw(Path file, String type, Sheets sheets) throws IOException, NotDrawnException {
		write(text(file), sheets);
		return 0;
	}

	private static String text(Path file) throws IOException {
		byte[] bytes;
		try (InputStream input = Files.newInputStream(file)) {
			bytes = input.readNBytes(MAX_BYTES);
		}
		// the last character may have been cut in two
		for (int cut = 0; cut < 4 && cut <= bytes.length; cut++) {
			try {
				return StandardCharsets.UTF_8.newDecoder()
					.decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut))
					.toString();
			}
			catch (CharacterCodingException ex) {
				// one byte less, or another charset
			}
		}
		boolean utf16 = bytes.length > 1 && ((bytes[0] == -1 && bytes[1] == -2) || (bytes[0] == -2 && bytes[1] == -1));
		return new String(bytes, utf16 ? StandardCharsets.UTF_16 : Charset.forName("windows-1252"));
	}

	/** Writes a text on as many pages as there may be. */
	static void write(String text, Sheets sheets) throws IOException, NotDrawnException {
		int height = sheets.largest();
		int width = (int) Math.round(height / Math.sqrt(2));
		int perPage = (height - 2 * MARGIN) / (SIZE * 4 / 3);
		List<String> lines = lines(text, width - 2 * MARGIN, perPage * sheets.maxPages());
		for (int from = 0; from == 0 || from < lines.size(); from += perPage) {
			sheets.add(page(lines.subList(from, Math.min(lines.size(), from + perPage)), width, height));
		}
	}

	private static Font font() {
		return new Font(Font.SANS_SERIF, Font.PLAIN, SIZE);
	}

	private static List<String> lines(String text, int width, int most) {
		Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
		FontMetrics metrics = graphics.getFontMetrics(font());
		List<String> lines = new ArrayList<>();
		for (String paragraph : (Iterable<String>) text.lines()::iterator) {
			String rest = paragraph.replace("\t", "    ").replaceAll("\\p{Cc}", " ");
			do {
				if (lines.size() == most) {
					return lines;
				}
				int end = end(rest, width, metrics);
				lines.add(rest.substring(0, end));
				rest = rest.substring(end);
			}
			while (!rest.isEmpty());
		}
		graphics.dispose();
		return lines;
	}

	/** How much of a paragraph fits on a line, cut between words where that can be. */
	private static int end(String text, int width, FontMetrics metrics) {
		int used = 0;
		int space = -1;
		for (int at = 0; at < text.length();) {
			int letter = text.codePointAt(at);
			used += metrics.charWidth(letter);
			if (used > width) {
				return (space > 0) ? space : Math.max(at, Character.charCount(text.codePointAt(0)));
			}
			at += Character.charCount(letter);
			if (Character.isWhitespace(letter)) {
				space = at;
			}
		}
		return text.length();
	}

	private static BufferedImage page(List<String> lines, int width, int height) {
		BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = page.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, width, height);
		graphics.setColor(Color.BLACK);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setFont(font());
		int y = MARGIN + SIZE;
		for (String line : lines) {
			graphics.drawString(line, MARGIN, y);
			y += SIZE * 4 / 3;
		}
		graphics.dispose();
		return page;
	}

}
