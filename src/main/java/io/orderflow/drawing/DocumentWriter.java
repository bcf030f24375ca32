package io.orderflow.drawing;

import java.io.IOException;
import java.io.OutputStream;
import java.text.Bidi;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Writes a document as a PDF that assistive software can read (PDF/UA-1), with all of its
 * fonts in it. The same contents give the same bytes: its date is that of the contents,
 * and nothing in it comes from the moment or the machine.
 */
final class DocumentWriter {

	private static final String PRODUCER = "Orderflow";

	private final SpringTemplateEngine templates = new SpringTemplateEngine();

	DocumentWriter() {
		ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
		resolver.setPrefix("documents/");
		resolver.setSuffix(".html");
		resolver.setCharacterEncoding("UTF-8");
		this.templates.setTemplateResolver(resolver);
		this.templates.setEnableSpringELCompiler(true);
		XRLog.setLoggingEnabled(false);
	}

	/**
	 * What stands at the foot of each page, as style sheets write it.
	 *
	 * @param left a text, in quotes
	 * @param right texts and counters
	 */
	record Foot(String left, String right) {

		static Foot of(DocumentContent content) {
			return new Foot(quoted(content.order()),
					quoted(content.page()).replace("{0}", "' counter(page) '").replace("{1}", "' counter(pages) '"));
		}

		private static String quoted(String text) {
			return "'" + text.replaceAll("['\"\\\\<>\\n]", "") + "'";
		}

	}

	void write(DocumentContent content, OutputStream output) throws IOException {
		String html = this.templates.process("document",
				new Context(Locale.ROOT, Map.of("content", content, "foot", Foot.of(content))));
		PDDocument document = new PDDocument();
		PdfRendererBuilder builder = new PdfRendererBuilder();
		builder.useFastMode();
		builder.usePdfUaAccessibility(true);
		builder.withProducer(PRODUCER);
		builder.usePDDocument(document);
		DocumentFonts.add(builder, document);
		builder.useReplacementText("\uFFFD");
		builder.defaultTextDirection(TextDirection.LTR);
		if (readsFromTheRight(html)) {
			// it is asked for every paragraph, and most documents need none of it
			builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
			builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
		}
		// nothing is fetched, whatever an address in it might say
		builder.useExternalResourceAccessControl((address, kind) -> false,
				ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
		builder.withHtmlContent(html, null);
		builder.toStream(output);
		try (document; PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
			renderer.createPDFKeepOpen();
			date(document, content.asOf());
			document.save(output);
		}
	}

	private static boolean readsFromTheRight(String text) {
		return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
	}

	private static void date(PDDocument document, Instant date) {
		Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
		calendar.setTimeInMillis(date.toEpochMilli());
		PDDocumentInformation information = document.getDocumentInformation();
		information.setCreationDate(calendar);
		information.setModificationDate(calendar);
		document.setDocumentId(date.toEpochMilli());
	}

}
