package io.orderflow.drawing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** PDFs of one page that is a picture, as scanners make them. */
final class ScannedPages {

	private ScannedPages() {
	}

	static byte[] jpeg(byte[] picture, int width, int height) {
		return page(picture, COSName.DCT_DECODE, width, height, 8);
	}

	/** As most scanners write what is black and white: here all of it is black. */
	static byte[] jbig2(int width, int height) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			DataOutputStream segment = new DataOutputStream(bytes);
			// what is said of the page, and that its pixels are black where nothing else
			// is said
			segment.writeInt(0);
			segment.write(new byte[] { 48, 0, 1 });
			segment.writeInt(19);
			segment.writeInt(width);
			segment.writeInt(height);
			segment.write(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0 });
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return page(bytes.toByteArray(), COSName.JBIG2_DECODE, width, height, 1);
	}

	/** JPEG 2000, of which there is no reader. */
	static byte[] jpeg2000() {
		return page(new byte[] { 0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10, (byte) 0x87, 10 }, COSName.JPX_DECODE, 40, 40,
				8);
	}

	/** The same with a JPEG that is none. */
	static byte[] broken() {
		return page("no picture".getBytes(java.nio.charset.StandardCharsets.US_ASCII), COSName.DCT_DECODE, 40, 40, 8);
	}

	/** As of a document that was cut: the page draws something that is not there. */
	static byte[] missing() {
		return page(new byte[] { 0 }, COSName.DCT_DECODE, 40, 40, 8,
				(page) -> page.getResources().getCOSObject().removeItem(COSName.XOBJECT));
	}

	private static byte[] page(byte[] picture, COSName filter, int width, int height, int depth) {
		return page(picture, filter, width, height, depth, (page) -> {
		});
	}

	private static byte[] page(byte[] picture, COSName filter, int width, int height, int depth,
			Consumer<PDPage> change) {
		try (PDDocument document = new PDDocument()) {
			PDPage page = new PDPage(new PDRectangle(200, 200));
			document.addPage(page);
			PDImageXObject scan = new PDImageXObject(document, new ByteArrayInputStream(picture), filter, width, height,
					depth, PDDeviceGray.INSTANCE);
			try (PDPageContentStream content = new PDPageContentStream(document, page)) {
				content.drawImage(scan, 0, 0, 200, 200);
			}
			change.accept(page);
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			document.save(bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
