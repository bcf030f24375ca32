package io.orderflow.drawing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.jspecify.annotations.Nullable;

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
			CompleteRenderer renderer = new CompleteRenderer(document);
			renderer.setSubsamplingAllowed(true);
			for (int page = 0; page < Math.min(pages, sheets.maxPages()); page++) {
				BufferedImage drawn = page(document, renderer, page, sheets.largest());
				renderer.expectComplete();
				sheets.add(drawn);
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

	/**
	 * Remembers pictures and forms that could not be drawn. The library leaves them out
	 * and goes on, so that of a scan an empty sheet is left, which nobody should approve.
	 */
	private static final class CompleteRenderer extends PDFRenderer {

		private @Nullable String missing;

		CompleteRenderer(PDDocument document) {
			super(document);
		}

		/**
		 * @throws NotDrawnException where a picture is missing
		 */
		void expectComplete() throws NotDrawnException {
			if (this.missing != null) {
				throw new NotDrawnException(this.missing);
			}
		}

		@Override
		protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
			return new PageDrawer(parameters) {

				@Override
				public void drawImage(PDImage picture) throws IOException {
					try {
						super.drawImage(picture);
					}
					catch (IOException ex) {
						missing(ex);
						throw ex;
					}
				}

				@Override
				protected void operatorException(Operator operator, List<COSBase> operands, IOException ex)
						throws IOException {
					// a picture, or a form in which all of the page may stand
					if (operator.getName().equals(OperatorName.DRAW_OBJECT)) {
						missing(ex);
					}
					super.operatorException(operator, operands, ex);
				}

			};
		}

		private void missing(IOException why) {
			System.err.println(why);
			this.missing = (why instanceof MissingImageReaderException) ? NotDrawnException.NOT_DRAWABLE
					: NotDrawnException.DAMAGED;
		}

	}

}
