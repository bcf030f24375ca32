package io.orderflow.order.dossier;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.orderflow.order.dossier.DossierContent.Entry;
import io.orderflow.order.dossier.DossierContent.Fact;
import io.orderflow.order.dossier.DossierContent.Section;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What of a long order stands in its dossier. */
class DossierLimitTest {

	@Test
	void what_there_is_no_room_for_is_said_where_it_is_missing() {
		Section shortOne = new Section("Terms", List.of(writing("Short")));
		Section longOne = new Section("Requirements",
				List.of(writing("a".repeat(2_000)), writing("b".repeat(20_000)), writing("c".repeat(20_000))));
		Section longTable = new Section("Plan", numbered(1_000));
		List<Section> cut = limit(10_000).cut(List.of(longOne, shortOne, longTable));
		assertThat(cut.get(1)).isEqualTo(shortOne);
		assertThat(texts(cut.get(0))).hasSize(3).last().isEqualTo(": The rest is elsewhere.");
		assertThat(texts(cut.get(0)).get(0)).endsWith("a");
		assertThat(texts(cut.get(0)).get(1)).contains("bbb").endsWith("…");
		assertThat(cut.get(2).entries().get(0).table().rows()).hasSizeBetween(20, 80).startsWith(List.of("1"));
		assertThat(texts(cut.get(2))).containsExactly(": The rest is elsewhere.");
		assertThat(cut.toString().length()).isLessThan(10_000);
		assertThat(limit(1_000_000).cut(List.of(longOne, longTable))).containsExactly(longOne, longTable);
	}

	/** Some 9,000 pages, or 250,000 pieces laid out one by one. */
	@Test
	void what_makes_lines_and_turns_the_direction_takes_more_room_than_a_letter() {
		Section lines = new Section("Requirements", List.of(writing("\n".repeat(20_000))));
		assertThat(texts(limit(10_000).cut(List.of(lines)).get(0)).get(0)).hasSizeLessThan(200);
		for (String pair : List.of("a\u05d0", "1\u05d0", "\u0661\u0628", "\u05d1%1", "\u05d0+1")) {
			Section turns = new Section("Requirements", List.of(writing(pair.repeat(10_000))));
			assertThat(texts(limit(10_000).cut(List.of(turns)).get(0)).get(0)).hasSizeLessThan(1_000);
		}
		Section hebrew = new Section("Requirements", List.of(writing("\u05d0\u05d1 ".repeat(2_000))));
		assertThat(limit(10_000).cut(List.of(hebrew))).as("as it is written").containsExactly(hebrew);
	}

	@Test
	void of_what_stands_in_the_order_of_time_the_newest_is_kept() {
		Section talk = new Section("Messages",
				List.of(writing("a".repeat(20_000)), writing("b".repeat(2_000)), writing("c".repeat(2_000))));
		Section lines = new Section("Timeline", numbered(1_000));
		List<Section> cut = limit(10_000).cut(List.of(talk, lines));
		assertThat(texts(cut.get(0))).containsExactly(": Older ones.", ": " + "b".repeat(2_000),
				": " + "c".repeat(2_000));
		assertThat(texts(cut.get(1))).containsExactly(": Older ones.");
		assertThat(cut.get(1).entries().get(1).table().rows()).hasSizeBetween(20, 80).endsWith(List.of("1000"));
		assertThat(cut.toString().length()).isLessThan(10_000);
	}

	@Test
	void of_one_long_message_the_beginning_is_kept_and_older_ones_are_told_of_once() {
		Section talk = new Section("Messages",
				List.of(writing("Older ones."), writing("old"), writing("New" + "x".repeat(20_000))));
		List<String> cut = texts(limit(10_000).cut(List.of(talk)).get(0));
		assertThat(cut).hasSize(2).first().isEqualTo(": Older ones.");
		assertThat(cut.get(1)).startsWith(": New").endsWith("x…");
	}

	@Test
	void the_table_of_files_stays_whole_as_long_as_it_leaves_a_fifth_to_the_rest() {
		Section talk = new Section("Messages", List.of(writing("a".repeat(20_000))));
		Section files = new Section("Files", numbered(60));
		List<Section> cut = limit(10_000).cut(List.of(talk, files));
		assertThat(cut.get(1)).isEqualTo(files);
		assertThat(texts(cut.get(0)).get(1)).hasSizeGreaterThan(3_000);
		cut = limit(10_000).cut(List.of(talk, new Section("Files", numbered(1_000))));
		assertThat(texts(cut.get(1))).containsExactly(": Older ones.");
		assertThat(cut.get(1).entries().get(1).table().rows()).hasSizeBetween(60, 80).endsWith(List.of("1000"));
		assertThat(texts(cut.get(0)).get(1)).hasSizeGreaterThan(1_500);
	}

	private static DossierLimit limit(int characters) {
		return new DossierLimit(characters, "The rest is elsewhere.", "Older ones.",
				Set.of("Messages", "Timeline", "Files"), "Files");
	}

	private static List<Entry> numbered(int rows) {
		return List.of(Entry.table(List.of("No."),
				IntStream.rangeClosed(1, rows).mapToObj((no) -> List.of(String.valueOf(no))).toList()));
	}

	/**
	 * Eight times as much to draw as there is to read would take all the time there is.
	 */
	@Test
	void what_is_not_seen_counts_as_long_as_it_is_drawn() {
		Section hidden = new Section("Requirements",
				List.of(Entry.of(null, List.of(), List.of(new Fact("", "\u00ad".repeat(5_000))))));
		List<Section> cut = limit(10_000).cut(List.of(hidden));
		assertThat(cut.get(0).entries().get(0).texts().get(0).text()).hasSizeBetween(1_000, 1_250).endsWith("\u00ad…");
		assertThat(limit(50_000).cut(List.of(hidden))).containsExactly(hidden);
		for (String other : List.of("\u2028", "\u2029", "\u000b", "\u001c")) {
			Section alike = new Section("Requirements",
					List.of(Entry.of(null, List.of(), List.of(new Fact("", "a" + other.repeat(5_000))))));
			assertThat(limit(10_000).cut(List.of(alike)).get(0).entries().get(0).texts().get(0).text())
				.as("U+%04X".formatted(other.codePointAt(0)))
				.hasSizeBetween(1_000, 1_250);
		}
	}

	private static Entry writing(String text) {
		return Entry.of(null, List.of(), List.of(new Fact("", text)));
	}

	private static List<String> texts(Section section) {
		return section.entries()
			.stream()
			.flatMap((entry) -> entry.texts().stream())
			.map((fact) -> fact.name() + ": " + fact.text())
			.toList();
	}

}
