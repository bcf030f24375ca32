package io.orderflow.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.apache.poi.extractor.POITextExtractor;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.sl.extractor.SlideShowExtractor;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.extractor.XSSFEventBasedExcelExtractor;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlException;

/**
 * The words of office documents, on pages as those of a text: what stands in them is
 * seen, how it is laid out is not. Programs in them are not run, addresses not followed.
 */
final class OfficeDrawer implements Drawer {

	private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";

	private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

	/** The longest text that is taken out of a document of this kind. */
	private static final int MAX_TEXT = 256 * 1024;

	/** Opens a document as what it says it is. */
	private static final Map<String, Opener> OPEN_XML_TYPES = Map.of(OPEN_XML + "wordprocessingml.document",
			(document) -> new XWPFWordExtractor(new XWPFDocument(document)), OPEN_XML + "spreadsheetml.sheet",
			XSSFEventBasedExcelExtractor::new, OPEN_XML + "presentationml.presentation",
			(document) -> new SlideShowExtractor<>(new XMLSlideShow(document)));

	private interface Opener {

		POITextExtractor open(OPCPackage document) throws IOException, OpenXML4JException, XmlException;

	}

	static boolean draws(String type) {
		return OPEN_XML_TYPES.containsKey(type) || (type.startsWith(OPEN_DOCUMENT)
				&& (type.endsWith(".text") || type.endsWith(".spreadsheet") || type.endsWith(".presentation")));
	}

	@Override
	public int draw(Path file, String type, Sheets sheets) throws IOException, NotDrawnException {
		TextDrawer.write(type.startsWith(OPEN_DOCUMENT) ? openDocument(file) : openXml(file, type), sheets);
		return 0;
	}

	private static String openXml(Path file, String type) throws IOException {
		try (OPCPackage document = OPCPackage.open(file.toFile(), PackageAccess.READ);
				POITextExtractor words = OPEN_XML_TYPES.get(type).open(document)) {
			return words.getText();
		}
		catch (OpenXML4JException | XmlException ex) {
			throw new IOException(ex);
		}
	}

	/** Paragraphs and cells of the one part that holds what was written. */
	private static String openDocument(Path file) throws IOException {
		try (ZipFile parts = new ZipFile(file.toFile())) {
			ZipEntry content = parts.getEntry("content.xml");
			if (content == null) {
				throw new IOException("No content");
			}
			try (InputStream input = parts.getInputStream(content)) {
				return words(input);
			}
		}
		catch (XMLStreamException ex) {
			throw new IOException(ex);
		}
	}

	private static String words(InputStream input) throws XMLStreamException {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		XMLStreamReader reader = factory.createXMLStreamReader(input);
		StringBuilder text = new StringBuilder();
		while (reader.hasNext() && text.length() < MAX_TEXT) {
			switch (reader.next()) {
				case XMLStreamReader.CHARACTERS -> text.append(reader.getText());
				case XMLStreamReader.START_ELEMENT -> text.append(switch (reader.getLocalName()) {
					case "tab" -> "\t";
					case "s" -> " ";
					case "line-break" -> "\n";
					default -> "";
				});
				case XMLStreamReader.END_ELEMENT -> text.append(switch (reader.getLocalName()) {
					case "p", "h", "table-row" -> "\n";
					default -> "";
				});
				default -> {
					// neither words nor breaks
				}
			}
		}
		return text.toString();
	}

}
