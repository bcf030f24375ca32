package io.orderflow.drawing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** The first pages of a PDF. */
final class PdfDrawer implements Drawer {

	static final String TYPE = "application/pdf";

	/** What a document unpacks is kept on disk, and not more than this. */
	private static final long MAX_UNPACKED = 1024L * 1024 * 1024;

	private static final long IN_MEMORY = 32L * 1024 * 1024;

	@Override
	public int draw(Path file, String type, Sheets sheets) throws IOException, NotDrawnException {
		try (PDDocument document = Loader.loadPDF(file.toFile(), "", null, null,
				MemoryUsageSetting.setupMixed(IN_MEMORY, MAX_UNPACKED).streamCache)) {
			int pages = document.getNumberOfPages();
			if (pages < 1) {
				throw new NotDrawnException(NotDrawnException.DAMAGED);
			}
			PDFRenderer renderer = new PDFRenderer(document);
			renderer.setSubsamplingAllowed(true);
			for (int page = 0; page < Math.min(pages, sheets.maxPages()); page++) {
				sheets.add(page(document, renderer, page, sheets.largest()));
			}
			return pages;
		}
		catch (InvalidPasswordException ex) {
			throw new NotDrawnException(NotDrawnException.ENCRYPTED);
		}
	}

	private static BufferedImage page(PDDocument document, PDFRenderer renderer, int page, int largest)
			throws IOException {
		PDRectangle box = document.getPage(page).getCropBox();
		float side = Math.max(box.getWidth(), box.getHeight());
		return renderer.renderImage(page, largest / Math.max(1, side), ImageType.RGB);
	}

}
