package io.orderflow.order.dossier;

import java.util.ArrayList;
import java.util.List;

import io.orderflow.order.dossier.DossierContent.Entry;
import io.orderflow.order.dossier.DossierContent.Fact;
import io.orderflow.order.dossier.DossierContent.Section;
import io.orderflow.order.dossier.DossierContent.Table;
import io.orderflow.platform.TextLimits;

/**
 * Keeps a dossier within what a worker can draw. Sections that are short stay whole; the
 * longest are cut, all at the same length, and say so: the order's page has the rest.
 */
final class DossierLimit {

	/** What the room of a fact, a text or a row counts beside its characters. */
	static final int ROOM = 100;

	/** What is not seen is drawn as {@code [U+202E]}. */
	private static final int HIDDEN = 8;

	private final int characters;

	private final String rest;

	/**
	 * @param characters of all sections at most, room counted
	 * @param rest says that there is more, and where
	 */
	DossierLimit(int characters, String rest) {
		this.characters = characters;
		this.rest = rest;
	}

	List<Section> cut(List<Section> sections) {
		long share = share(sections.stream().map(DossierLimit::size).sorted().toList());
		return sections.stream().map((section) -> (size(section) > share) ? cut(section, share) : section).toList();
	}

	/** How long the longest may be, so that all together are short enough. */
	private long share(List<Long> sizes) {
		long left = this.characters;
		for (int i = 0; i < sizes.size(); i++) {
			long each = left / (sizes.size() - i);
			if (sizes.get(i) > each) {
				return each;
			}
			left -= sizes.get(i);
		}
		return Long.MAX_VALUE;
	}

	private Section cut(Section section, long share) {
		List<Entry> entries = new ArrayList<>();
		long left = share;
		for (Entry entry : section.entries()) {
			if (size(entry) > left) {
				entries.add(cut(entry, left));
				break;
			}
			entries.add(entry);
			left -= size(entry);
		}
		entries.add(Entry.of(null, List.of(), List.of(new Fact("", this.rest))));
		return new Section(section.title(), List.copyOf(entries));
	}

	private static Entry cut(Entry entry, long most) {
		long left = most - entry.facts().stream().mapToLong(DossierLimit::size).sum();
		List<Fact> texts = new ArrayList<>();
		for (Fact text : entry.texts()) {
			if (left > ROOM) {
				texts.add(new Fact(text.name(), beginning(text.text(), left - ROOM)));
			}
			left -= size(text);
		}
		Table table = entry.table();
		if (table == null) {
			return new Entry(entry.heading(), entry.facts(), texts, null);
		}
		List<List<String>> rows = new ArrayList<>();
		for (List<String> row : table.rows()) {
			left -= size(row);
			if (left < 0) {
				break;
			}
			rows.add(row);
		}
		return new Entry(entry.heading(), entry.facts(), texts,
				rows.isEmpty() ? null : new Table(table.columns(), rows));
	}

	private static long size(Section section) {
		return section.entries().stream().mapToLong(DossierLimit::size).sum();
	}

	private static long size(Entry entry) {
		return ROOM + entry.facts().stream().mapToLong(DossierLimit::size).sum()
				+ entry.texts().stream().mapToLong(DossierLimit::size).sum()
				+ ((entry.table() != null) ? entry.table().rows().stream().mapToLong(DossierLimit::size).sum() : 0);
	}

	private static long size(Fact fact) {
		return ROOM + length(fact.name()) + length(fact.text());
	}

	private static long size(List<String> row) {
		return ROOM + row.stream().mapToLong(DossierLimit::length).sum();
	}

	/** How long a text is as it is drawn. */
	private static long length(String text) {
		return text.codePoints().mapToLong(DossierLimit::length).sum();
	}

	private static long length(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL -> switch (character) {
				case '\n', '\r' -> 1;
				case '\t' -> 4;
				default -> HIDDEN;
			};
			case Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				HIDDEN + 2 * (Character.charCount(character) - 1);
			default -> Character.charCount(character);
		};
	}

	private static String beginning(String text, long most) {
		long left = most;
		int characters = 0;
		for (int character : text.codePoints().toArray()) {
			left -= length(character);
			if (left < 0) {
				break;
			}
			characters++;
		}
		return TextLimits.beginning(text, characters);
	}

}
