package io.orderflow.drawing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a document, as the application tells it for a dossier
 * ({@code docs/workers.md}): sections of entries with facts, texts and tables, all of it
 * words and none of it markup.
 *
 * @param order stands at the foot of each page
 * @param asOf the document's date
 * @param page the words for a page's number; {0} is the number, {1} how many there are
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DocumentContent(String title, String subtitle, String language, String order, Instant asOf, String page,
		List<Section> sections) {

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Section(String title, List<Entry> entries) {

	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Entry(@Nullable String heading, List<Fact> facts, List<Fact> texts, @Nullable Table table) {

	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Fact(String name, String text) {

	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Table(List<String> columns, List<List<String>> rows) {

		/** Beyond so many characters a cell takes more lines and no more room. */
		private static final int WIDEST = 60;

		/** Longer words are broken. */
		private static final int LONGEST_WORD = 16;

		/** So many characters stand beside each other on a page. */
		private static final int LINE = 104;

		/**
		 * The columns: each has room for its longest word, and what is left goes to those
		 * whose cells are longer on average.
		 */
		public List<Column> measured() {
			double[] words = IntStream.range(0, this.columns.size()).mapToDouble(this::longestWord).toArray();
			double[] more = IntStream.range(0, words.length)
				.mapToDouble((i) -> Math.max(0, average(i) - words[i]))
				.toArray();
			double left = Math.max(0, LINE - DoubleStream.of(words).sum());
			double longer = Math.max(1, DoubleStream.of(more).sum());
			double[] widths = IntStream.range(0, words.length)
				.mapToDouble((i) -> words[i] + left * more[i] / longer)
				.toArray();
			double all = Math.max(LINE, DoubleStream.of(widths).sum());
			return IntStream.range(0, words.length)
				.mapToObj((i) -> new Column(this.columns.get(i), (int) (100 * widths[i] / all)))
				.toList();
		}

		private double longestWord(int column) {
			return 2 + Stream
				.concat(Stream.of(this.columns.get(column)), this.rows.stream().map((row) -> row.get(column)))
				.flatMap((cell) -> Stream.of(cell.split("\\s")))
				.mapToInt((word) -> Math.min(LONGEST_WORD, word.length()))
				.max()
				.orElse(0);
		}

		private double average(int column) {
			return 2 + this.rows.stream()
				.mapToInt((row) -> Math.min(WIDEST, row.get(column).length()))
				.average()
				.orElse(0);
		}

	}

	/**
	 * A column as it is drawn.
	 *
	 * @param percent of the table's width
	 */
	record Column(String title, int percent) {

	}

	/**
	 * Reads it, and makes all of it legible.
	 * @throws IOException where it is none
	 */
	static DocumentContent read(Path file) throws IOException {
		return JsonMapper.builder()
			.addModule(new JavaTimeModule())
			.addModule(LegibleText.module())
			.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build()
			.readValue(file.toFile(), DocumentContent.class);
	}

}
