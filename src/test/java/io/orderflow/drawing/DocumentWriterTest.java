package io.orderflow.drawing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents as they come out: what can be read in them, and by whom. */
class DocumentWriterTest {

	private static final String EVERYWHERE = "Éléphant ’ € → 象の夢 漢字 한국어 Ωμέγα Привет";

	/** Half a character, for one, cannot be written otherwise. */
	private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	@TempDir
	private Path folder;

	@Test
	void everything_can_be_read_and_assistive_software_can_read_it() throws Exception {
		byte[] document = write(List.of(entry("Léa", List.of(List.of("Price", "480,00 EUR")), List.of("Fox 🦊"), null),
				entry(null, List.of(), List.of(EVERYWHERE, "שלום עולם", "مرحبا بالعالم"), null), table(3)));

		String text = text(document);
		assertThat(text)
			.contains("Everything there is", "Part one", "Léa", "Price", "480,00 EUR", "Fox 🦊", "file-2.jpg",
					"Page 1 / 1", "OF-2026-1")
			.contains(EVERYWHERE.split(" "))
			.contains("שלום")
			.doesNotContain("\uFFFD");
		assertThat(bookmarks(document)).containsExactly("Part one", "Part one: Léa");
		AccessiblePdf.check(document);
	}

	@Test
	void what_was_answered_keeps_its_distance_from_the_line_above_it() throws Exception {
		byte[] document = write(
				List.of(entry("Note", List.of(List.of("Choice", "Round")), List.of("Fox", "Hare"), null)));
		Map<String, Float> places = places(document);
		assertThat(places.get("Fox") - places.get("Round")).as("line, rule and space")
			.isGreaterThan(places.get("Hare") - places.get("Fox") + 1);
	}

	/** How far below the top of the page each text stands. */
	private static Map<String, Float> places(byte[] document) throws IOException {
		Map<String, Float> places = new HashMap<>();
		try (PDDocument read = Loader.loadPDF(document)) {
			new PDFTextStripper() {
				@Override
				protected void writeString(String text, List<TextPosition> positions) {
					places.put(text, positions.get(0).getYDirAdj());
				}
			}.getText(read);
		}
		return places;
	}

	@Test
	void the_same_contents_give_the_same_bytes_and_others_do_not() throws Exception {
		List<Object> entries = List.of(entry("A", List.of(), List.of(EVERYWHERE), null), table(200));
		byte[] document = write(entries);
		assertThat(write(entries)).isEqualTo(document);
		assertThat(write(List.of(entry("B", List.of(), List.of(EVERYWHERE), null), table(200)))).isNotEqualTo(document);
		try (PDDocument read = Loader.loadPDF(document)) {
			assertThat(read.getDocumentInformation().getCreationDate().toInstant())
				.isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
		}
	}

	@Test
	void what_people_wrote_stands_there_as_text_whatever_it_is() throws Exception {
		String word = "x".repeat(100_000);
		byte[] document = write(List.of(entry("<h1>&amp; </title>", List.of(List.of("</td>", "${7*7} [[${7*7}]]")),
				List.of("<script>alert(1)</script>", "a\u0000b\u001B[31mc", "evil\u202Egnp.exe",
						"a\u200Eb\u061Cc\u00ADd\uFEFFe", "\uD83D", word, "<img src=\"http://192.0.2.1/x.png\"/>"),
				null)));

		String text = text(document);
		assertThat(text).contains("<h1>&amp; </title>", "</td>", "${7*7} [[${7*7}]]", "<script>alert(1)</script>",
				"a[U+0000]b[U+001B][31mc", "evil[U+202E]gnp.exe", "a[U+200E]b[U+061C]c[U+00AD]d[U+FEFF]e",
				"<img src=\"http://192.0.2.1/x.png\"/>");
		assertThat(text.chars().filter((character) -> character == 'x').count()).isGreaterThanOrEqualTo(100_000);
		AccessiblePdf.check(document);
	}

	@Test
	void a_row_that_is_longer_than_a_page_goes_on_on_the_next() throws Exception {
		byte[] document = write(List.of(entry(null, List.of(), List.of(),
				Map.of("columns", List.of("No.", "What"), "rows", List.of(List.of("1", "fox ".repeat(5_000)))))));
		assertThat(text(document).split("fox")).hasSize(5_001);
	}

	@Test
	void no_page_is_empty_and_none_fails_wherever_the_first_one_ends() throws Exception {
		for (int lines = 38; lines < 45; lines++) {
			for (int words = 1; words <= 4; words++) {
				List<String> texts = new ArrayList<>(Collections.nCopies(words, "a"));
				texts.set(0, "a\n".repeat(lines) + "a");
				byte[] document = write(List.of(entry(null, List.of(), texts, null), table(3)));
				try (PDDocument read = Loader.loadPDF(document)) {
					PDFTextStripper last = new PDFTextStripper();
					last.setStartPage(read.getNumberOfPages());
					assertThat(last.getText(read)).as("after %d lines, %d texts", lines, words).contains("file-2.jpg");
				}
			}
		}
	}

	private byte[] write(List<Object> entries) throws IOException {
		Path content = this.folder.resolve("content.json");
		Files.writeString(content,
				JSON.writeValueAsString(Map.of("title", "Everything there is", "subtitle", "As of today", "language",
						"en", "order", "OF-2026-1", "asOf", "2026-03-29T01:30:00Z", "page", "Page {0} / {1}",
						"sections", List.of(Map.of("title", "Part one", "entries", entries)))));
		ByteArrayOutputStream document = new ByteArrayOutputStream();
		new DocumentWriter().write(DocumentContent.read(content), document);
		return document.toByteArray();
	}

	private static Object entry(String heading, List<List<String>> facts, List<String> texts, Object table) {
		Map<String, Object> entry = new HashMap<>();
		entry.put("heading", heading);
		entry.put("facts", facts.stream().map((fact) -> Map.of("name", fact.get(0), "text", fact.get(1))).toList());
		entry.put("texts", texts.stream().map((text) -> Map.of("name", "", "text", text)).toList());
		entry.put("table", table);
		return entry;
	}

	private static Object table(int rows) {
		List<List<String>> cells = Stream.iterate(0, (i) -> i < rows, (i) -> i + 1)
			.map((i) -> List.of("file-" + i + ".jpg", "0123456789abcdef".repeat(4)))
			.toList();
		return entry(null, List.of(), List.of(), Map.of("columns", List.of("File", "SHA-256"), "rows", cells));
	}

	private static String text(byte[] document) throws IOException {
		try (PDDocument read = Loader.loadPDF(document)) {
			return new PDFTextStripper().getText(read);
		}
	}

	private static List<String> bookmarks(byte[] document) throws IOException {
		try (PDDocument read = Loader.loadPDF(document)) {
			List<String> titles = new ArrayList<>();
			for (PDOutlineItem item : read.getDocumentCatalog().getDocumentOutline().children()) {
				titles.add(item.getTitle());
				for (PDOutlineItem within : item.children()) {
					titles.add(item.getTitle() + ": " + within.getTitle());
					assertThat(within.getDestination()).as("where it leads").isNotNull();
				}
			}
			return titles;
		}
	}

}
