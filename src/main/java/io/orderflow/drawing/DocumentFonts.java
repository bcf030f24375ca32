package io.orderflow.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * The fonts of documents, which come along in {@code fonts/}: Latin, Greek, Cyrillic,
 * Arabic, Hebrew, Armenian, Georgian, arrows and signs, Chinese, Japanese, Korean and
 * emoji. Of each what is used goes into the document.
 */
final class DocumentFonts {

	private static final int REGULAR = 400;

	private static final int BOLD = 700;

	/** Below it are Latin letters and signs, which the first font has all of. */
	private static final int LATIN = 0x250;

	/** In the order in which a character is looked for in them. */
	private static final List<String> LOOKED_IN = List.of("NotoSans-Regular", "DroidSansFallback", "NotoEmoji-Regular",
			"NotoNaskhArabic-Regular", "NotoSansHebrew-Regular", "DejaVuSans");

	/** Those that were read for this process, by their file. */
	private static final Map<String, TrueTypeFont> READ = new ConcurrentHashMap<>();

	private DocumentFonts() {
	}

	/** Whether any of them has the character. */
	static boolean have(int character) {
		return character < LATIN || LOOKED_IN.stream().anyMatch((file) -> has(file, character));
	}

	private static boolean has(String file, int character) {
		try {
			return READ.computeIfAbsent(file, DocumentFonts::read).getUnicodeCmapLookup().getGlyphId(character) > 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static TrueTypeFont read(String file) {
		try (InputStream content = Objects
			.requireNonNull(DocumentFonts.class.getResourceAsStream("/fonts/" + file + ".ttf"))) {
			TrueTypeFont font = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(content));
			// its rules for Devanagari are asked for each word, of any script, and
			// take most of the time
			font.setEnableGsub(false);
			return font;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void add(PdfRendererBuilder builder, PDDocument document) {
		add(builder, document, "NotoSans-Regular", "Noto Sans", REGULAR);
		add(builder, document, "NotoSans-Bold", "Noto Sans", BOLD);
		add(builder, document, "NotoNaskhArabic-Regular", "Noto Arabic", REGULAR);
		add(builder, document, "NotoSansHebrew-Regular", "Noto Hebrew", REGULAR);
		add(builder, document, "DejaVuSans", "DejaVu", REGULAR);
		add(builder, document, "DroidSansFallback", "Droid Fallback", REGULAR);
		add(builder, document, "NotoEmoji-Regular", "Noto Emoji", REGULAR);
	}

	private static void add(PdfRendererBuilder builder, PDDocument document, String file, String family, int weight) {
		builder.useFont(new Loaded(document, file), family, weight, FontStyle.NORMAL, true);
	}

	/** Read when the first character asks for it. */
	private static final class Loaded extends PDFontSupplier {

		private final PDDocument document;

		private final String file;

		private @Nullable PDFont font;

		@SuppressWarnings("NullAway")
		private Loaded(PDDocument document, String file) {
			super(null);
			this.document = document;
			this.file = file;
		}

		@Override
		public PDFont supply() {
			if (this.font == null) {
				this.font = load();
			}
			return this.font;
		}

		private PDFont load() {
			try {
				return PDType0Font.load(this.document, read(this.file), true);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
