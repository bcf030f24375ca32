package io.orderflow.order.dossier;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Everything that stands in a side's dossier, in the order in which it stands there, in
 * words: in the side's language, with times in its time zone. Whoever draws it needs to
 * know nothing of orders. What people wrote is text, never markup.
 *
 * @param title of the document
 * @param subtitle what is said below it
 * @param language of the texts: {@code en} or {@code fr}
 * @param order the order's number, for the foot of each page
 * @param asOf when it was read: how the order stood then; the document's date
 * @param page the word for a page, for the foot of each: {0} stands for its number, {1}
 * for how many there are
 * @param sections each with a bookmark, below which are those of its headings
 */
public record DossierContent(String title, String subtitle, String language, String order, Instant asOf, String page,
		List<Section> sections) {

	/** A part with a title. */
	public record Section(String title, List<Entry> entries) {

	}

	/**
	 * Something in a section, drawn in the order of its components.
	 *
	 * @param heading null where none stands above it
	 * @param facts a name and what it is, each
	 * @param texts what people wrote, each with a word on what it is or an empty one;
	 * line breaks count
	 */
	public record Entry(@Nullable String heading, List<Fact> facts, List<Fact> texts, @Nullable Table table) {

		static Entry of(@Nullable String heading, List<Fact> facts, List<Fact> texts) {
			return new Entry(heading, List.copyOf(facts), List.copyOf(texts), null);
		}

		static Entry table(List<String> columns, List<List<String>> rows) {
			return new Entry(null, List.of(), List.of(), new Table(columns, rows));
		}

	}

	/** What something is called, and what it is. */
	public record Fact(String name, String text) {

	}

	/** Rows of as many cells as there are columns. */
	public record Table(List<String> columns, List<List<String>> rows) {

	}

}
