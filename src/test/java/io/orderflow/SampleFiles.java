package io.orderflow;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files of the kinds that people send. */
public final class SampleFiles {

	private SampleFiles() {
	}

	/** A picture of two halves: the left one red, the right one blue. */
	public static BufferedImage halves(int width, int height) {
		BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = picture.createGraphics();
		graphics.setColor(Color.RED);
		graphics.fillRect(0, 0, width / 2, height);
		graphics.setColor(Color.BLUE);
		graphics.fillRect(width / 2, 0, width - width / 2, height);
		graphics.dispose();
		return picture;
	}

	/** The same as a file, {@code jpeg} or {@code png} or what else Java writes. */
	public static byte[] picture(String format, int width, int height) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			if (!ImageIO.write(halves(width, height), format, bytes)) {
				throw new IllegalArgumentException(format);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/** A document whose pages say which they are. */
	public static byte[] pdf(int pages) {
		try (PDDocument document = new PDDocument()) {
			for (int page = 1; page <= pages; page++) {
				PDPage sheet = new PDPage();
				document.addPage(sheet);
				try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
					content.beginText();
					content.setFont(new PDType1Font(FontName.HELVETICA), 48);
					content.newLineAtOffset(100, 400);
					content.showText("Page " + page);
					content.endText();
				}
			}
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			document.save(bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A drawing that would run a program if a browser opened it. */
	public static byte[] svgWithScript() {
		return """
				<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(1)</script>
				<rect width="40" height="20" fill="red"/></svg>""".getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A photograph with a note of how the camera was held.
	 * @param orientation from 1 to 8, as Exif counts
	 */
	public static byte[] turned(byte[] jpeg, int orientation) {
		byte[] exif = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0,
				(byte) orientation, 0, 0, 0, 0, 0, 0 };
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(jpeg, 0, 2);
		bytes.writeBytes(new byte[] { (byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.length + 2) });
		bytes.writeBytes(exif);
		bytes.write(jpeg, 2, jpeg.length - 2);
		return bytes.toByteArray();
	}

	/** As printers want them: four colours. */
	public static byte[] cmykJpeg() {
		WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 40, 30, 4, null);
		for (int x = 0; x < 40; x++) {
			for (int y = 0; y < 30; y++) {
				raster.setPixel(x, y, new int[] { 0, 255, 255, 0 });
			}
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
			writer.setOutput(output);
			writer.write(null, new IIOImage(raster, null, null), writer.getDefaultWriteParam());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	/** Two frames: a red one, then a blue one. */
	public static byte[] animation() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
		try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
			writer.setOutput(output);
			writer.prepareWriteSequence(null);
			for (int left : new int[] { 0, 50 }) {
				BufferedImage half = halves(100, 40).getSubimage(left, 0, 50, 40);
				writer.writeToSequence(new IIOImage(half, null, null), null);
			}
			writer.endWriteSequence();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	/**
	 * A document of an office program, {@code docx}, {@code xlsx}, {@code pptx} or
	 * {@code odt}.
	 */
	public static byte[] office(String kind, String words) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			switch (kind) {
				case "docx" -> {
					try (XWPFDocument document = new XWPFDocument()) {
						document.createParagraph().createRun().setText(words);
						document.write(bytes);
					}
				}
				case "xlsx" -> {
					try (XSSFWorkbook document = new XSSFWorkbook()) {
						document.createSheet("Plan").createRow(0).createCell(0).setCellValue(words);
						document.write(bytes);
					}
				}
				case "pptx" -> {
					try (XMLSlideShow document = new XMLSlideShow()) {
						document.createSlide().createTextBox().setText(words);
						document.write(bytes);
					}
				}
				case "odt" -> {
					try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
						zip.putNextEntry(new ZipEntry("content.xml"));
						zip.write(
								("<d xmlns:t=\"urn:t\"><t:p>" + words + "</t:p></d>").getBytes(StandardCharsets.UTF_8));
						zip.closeEntry();
					}
				}
				default -> throw new IllegalArgumentException(kind);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/** Silence. */
	public static byte[] wav(int seconds) {
		AudioFormat format = new AudioFormat(8_000, 8, 1, true, false);
		byte[] silence = new byte[seconds * 8_000];
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(silence), format, silence.length)) {
			AudioSystem.write(sound, AudioFileFormat.Type.WAVE, bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Silence of 26.12 ms a frame, at 44,100 samples a second.
	 * @param rates the third byte of frames, by turns: 0x90 is 128 kbit/s, 0x50 is 64
	 */
	public static byte[] mp3(int frames, int... rates) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int i = 0; i < frames; i++) {
			int rate = rates[i % rates.length];
			byte[] frame = new byte[144 * ((rate == 0x90) ? 128_000 : 64_000) / 44_100];
			frame[0] = (byte) 0xFF;
			frame[1] = (byte) 0xFB;
			frame[2] = (byte) rate;
			bytes.writeBytes(frame);
		}
		return bytes.toByteArray();
	}

}
