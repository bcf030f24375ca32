package io.orderflow.order.dossier;

import java.text.Bidi;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import io.orderflow.order.dossier.DossierContent.Entry;
import io.orderflow.order.dossier.DossierContent.Fact;
import io.orderflow.order.dossier.DossierContent.Section;
import io.orderflow.order.dossier.DossierContent.Table;
import io.orderflow.platform.TextLimits;

/**
 * Keeps a dossier within what a worker can draw. Sections that are short stay whole; the
 * longest are cut, all at the same length, and say so: the order's page has the rest.
 * What stands in the order of time keeps its end. One section, which has something of all
 * others, is cut last: as long as it leaves them a fifth of the room.
 */
final class DossierLimit {

	/** What the room of a fact, a text or a row counts beside its characters. */
	static final int ROOM = 100;

	/** What is not seen is drawn as {@code [U+202E]}. */
	private static final int HIDDEN = 8;

	/** A line that ends: most of its width may be empty, and lines make pages. */
	private static final int LINE = 60;

	/** Where a run of the other direction begins, which is laid out apart. */
	private static final int TURN = 20;

	private final int characters;

	private final String rest;

	private final String older;

	private final Set<String> newestKept;

	private final String cutLast;

	/**
	 * @param characters of all sections at most, room counted
	 * @param rest says that there is more, and where
	 * @param older says that there are older ones, and where
	 * @param newestKept titles of sections that stand in the order of time: of these the
	 * end is kept
	 * @param cutLast title of the section that is cut last
	 */
	DossierLimit(int characters, String rest, String older, Set<String> newestKept, String cutLast) {
		this.characters = characters;
		this.rest = rest;
		this.older = older;
		this.newestKept = newestKept;
		this.cutLast = cutLast;
	}

	List<Section> cut(List<Section> sections) {
		long last = Math.min(this.characters / 5 * 4L,
				sections.stream().filter(this::isCutLast).mapToLong(DossierLimit::size).sum());
		long share = share(this.characters - last,
				sections.stream().filter((section) -> !isCutLast(section)).map(DossierLimit::size).sorted().toList());
		return sections.stream().map((section) -> {
			long most = isCutLast(section) ? last : share;
			return (size(section) > most) ? cut(section, most) : section;
		}).toList();
	}

	private boolean isCutLast(Section section) {
		return section.title().equals(this.cutLast);
	}

	private Section cut(Section section, long share) {
		return this.newestKept.contains(section.title()) ? end(section, share) : beginning(section, share);
	}

	/** How long the longest may be, so that all together are short enough. */
	private static long share(long characters, List<Long> sizes) {
		long left = characters;
		for (int i = 0; i < sizes.size(); i++) {
			long each = left / (sizes.size() - i);
			if (sizes.get(i) > each) {
				return each;
			}
			left -= sizes.get(i);
		}
		return Long.MAX_VALUE;
	}

	/** The newest that there is room for, the oldest of them first. */
	private Section end(Section section, long share) {
		Entry note = note(this.older);
		Deque<Entry> entries = new ArrayDeque<>();
		long left = share;
		for (Entry entry : newestFirst(section.entries())) {
			if (entry.equals(note)) {
				continue;
			}
			if (size(entry) > left) {
				if (entries.isEmpty()) {
					entries.addFirst(end(entry, left));
				}
				break;
			}
			entries.addFirst(entry);
			left -= size(entry);
		}
		entries.addFirst(note);
		return new Section(section.title(), List.copyOf(entries));
	}

	/** The last rows of a table; of what was written, the beginning. */
	private static Entry end(Entry entry, long most) {
		Table table = entry.table();
		if (table == null) {
			return cut(entry, most);
		}
		Deque<List<String>> rows = new ArrayDeque<>();
		long left = most - ROOM;
		for (List<String> row : newestFirst(table.rows())) {
			left -= size(row);
			if (left < 0) {
				break;
			}
			rows.addFirst(row);
		}
		return new Entry(entry.heading(), entry.facts(), entry.texts(),
				rows.isEmpty() ? null : new Table(table.columns(), List.copyOf(rows)));
	}

	private static <T> List<T> newestFirst(List<T> oldestFirst) {
		List<T> reversed = new ArrayList<>(oldestFirst);
		Collections.reverse(reversed);
		return reversed;
	}

	private static Entry note(String text) {
		return Entry.of(null, List.of(), List.of(new Fact("", text)));
	}

	private Section beginning(Section section, long share) {
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
		entries.add(note(this.rest));
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
	static long length(String text) {
		return fitting(text, Long.MAX_VALUE).length();
	}

	private static String beginning(String text, long most) {
		return TextLimits.beginning(text, fitting(text, most).characters());
	}

	/**
	 * The beginning of a text for which there is room.
	 *
	 * @param characters of it, as code points
	 * @param length as it is drawn
	 */
	private record Fitting(int characters, long length) {

	}

	/** What makes lines and pages, or turns the direction, takes more than a letter. */
	private static Fitting fitting(String text, long most) {
		Bidi turning = Bidi.requiresBidi(text.toCharArray(), 0, text.length())
				? new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT) : null;
		int run = 0;
		int characters = 0;
		long length = 0;
		for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
			long next = length(text.codePointAt(i));
			while (turning != null && i >= turning.getRunLimit(run)) {
				next += TURN;
				run++;
			}
			if (length + next > most) {
				break;
			}
			length += next;
			characters++;
		}
		return new Fitting(characters, length);
	}

	private static long length(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL -> switch (character) {
				case '\n' -> LINE;
				case '\r' -> 1;
				case '\t' -> 4;
				default -> HIDDEN;
			};
			case Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				HIDDEN + 2 * (Character.charCount(character) - 1);
			default -> Character.charCount(character);
		};
	}

}
