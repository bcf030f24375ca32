package io.orderflow.platform;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.orderflow.platform.Refusal.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

/** What is read of a form, wherever it comes from, and what is told of it. */
class FormValuesTest {

	private final Map<String, Object> values = new HashMap<>();

	private final FormValues form = new FormValues(this.values);

	@Test
	void a_text_is_read_as_it_was_typed() {
		this.values.put("message", "  Hello\n ");
		assertThat(this.form.text("message", 10)).isEqualTo("  Hello\n ");
		assertThat(problems()).isEmpty();
	}

	@Test
	void a_text_that_must_be_there_is_missed() {
		this.values.put("blank", " \n");
		this.values.put("nothing", null);
		assertThat(this.form.text("blank", 10)).isBlank();
		assertThat(this.form.text("nothing", 10)).isEmpty();
		assertThat(this.form.text("absent", 10)).isEmpty();
		assertThat(problems()).containsExactly("blank text-missing", "nothing text-missing", "absent text-missing");
	}

	@Test
	void a_text_that_may_be_missing_is_empty_then() {
		assertThat(this.form.optionalText("absent", 10)).isEmpty();
		assertThat(problems()).isEmpty();
	}

	@Test
	void a_text_is_measured_in_characters_as_people_count_them() {
		this.values.put("fits", "🦊".repeat(3));
		this.values.put("long", "🦊".repeat(4));
		this.form.text("fits", 3);
		this.form.optionalText("long", 3);
		assertThat(problems()).containsExactly("long text-too-long 3 4");
	}

	@Test
	void numbers_truths_and_choices_are_texts_as_well() {
		UUID id = UUID.randomUUID();
		this.values.putAll(Map.of("number", 12, "truth", true, "choice", Kind.INVALID, "id", id, "day",
				LocalDate.of(2026, 12, 1)));
		assertThat(this.form.text("number", 10)).isEqualTo("12");
		assertThat(this.form.text("truth", 10)).isEqualTo("true");
		assertThat(this.form.text("choice", 10)).isEqualTo("INVALID");
		assertThat(this.form.text("id", 40)).isEqualTo(id.toString());
		assertThat(this.form.optionalDate("day")).contains(LocalDate.of(2026, 12, 1));
		assertThat(problems()).isEmpty();
	}

	@Test
	void a_list_or_an_object_is_no_text_and_that_is_told_once() {
		this.values.put("message", List.of("a"));
		this.values.put("object", Map.of());
		assertThat(this.form.text("message", 10)).isEmpty();
		assertThat(this.form.optionalText("object", 10)).isEmpty();
		assertThat(problems()).containsExactly("message wrong-json-type message", "object wrong-json-type object");
	}

	@Test
	void no_text_holds_what_the_database_cannot_keep() {
		this.values.put("message", "a\0b");
		this.values.put("first", "\0");
		assertThat(this.form.text("message", 10)).isEmpty();
		assertThat(this.form.text("first", 10)).isEmpty();
		assertThat(problems()).containsExactly("message text-null-character", "first text-null-character");
	}

	@ParameterizedTest
	@ValueSource(strings = { "NOT_FOUND", "not-found", "notFound", "not found", " NotFound " })
	void a_choice_is_written_in_many_ways(String written) {
		this.values.put("kind", written);
		assertThat(this.form.choice("kind", Kind.class)).isEqualTo(Kind.NOT_FOUND);
		assertThat(problems()).isEmpty();
	}

	@Test
	void a_choice_is_one_of_those_there_are() {
		this.values.put("kind", " maybe ");
		this.values.put("odd", List.of("invalid"));
		assertThat(this.form.choice("kind", Kind.class)).isEqualTo(Kind.INVALID);
		assertThat(this.form.choice("odd", Kind.class)).isEqualTo(Kind.INVALID);
		assertThat(this.form.choice("absent", Kind.class)).isEqualTo(Kind.INVALID);
		assertThat(problems()).containsExactly("kind choice-unknown maybe", "odd wrong-json-type odd",
				"absent choice-missing");
	}

	@Test
	void a_day_is_written_as_iso_says() {
		this.values.put("by", " 2026-12-31 ");
		this.values.put("odd", "31/12/2026");
		assertThat(this.form.optionalDate("by")).contains(LocalDate.of(2026, 12, 31));
		assertThat(this.form.optionalDate("odd")).isEmpty();
		assertThat(this.form.optionalDate("absent too")).isEmpty();
		assertThat(problems()).containsExactly("odd date-unreadable 31/12/2026 PROGRAMS_DAY");
	}

	@Test
	void a_list_is_a_collection_an_array_or_words() {
		this.values.put("collection", List.of("a, b", 1));
		this.values.put("array", new Object[] { "a", "b" });
		this.values.put("words", " a, b\n c ,, ");
		assertThat(this.form.list("collection")).containsExactly("a, b", "1");
		assertThat(this.form.list("array")).containsExactly("a", "b");
		assertThat(this.form.list("words")).containsExactly("a", "b", "c");
		assertThat(this.form.list("absent")).isEmpty();
		assertThat(problems()).isEmpty();
	}

	@Test
	void what_in_a_list_is_no_value_is_told_and_left_out() {
		this.values.put("list", Arrays.asList("a", null, List.of("b"), "c\0"));
		assertThat(this.form.list("list")).containsExactly("a");
		assertThat(problems()).containsExactly("list wrong-json-type list", "list text-null-character");
	}

	@Test
	void one_item_is_taken_as_it_stands() {
		this.values.put("one", "ink, black");
		this.values.put("several", List.of("ink, black", "oil"));
		this.values.put("blank", " ");
		assertThat(this.form.items("one")).containsExactly("ink, black");
		assertThat(this.form.items("several")).containsExactly("ink, black", "oil");
		assertThat(this.form.items("blank")).isEmpty();
		assertThat(this.form.items("absent")).isEmpty();
	}

	@Test
	void empty_lines_do_not_count() {
		this.values.put("text", "one line\r\n\n  another \n");
		this.values.put("collection", List.of("one line", " ", "another"));
		assertThat(this.form.lines("text")).containsExactly("one line", "another");
		assertThat(this.form.lines("collection")).containsExactly("one line", "another");
		assertThat(this.form.lines("absent")).isEmpty();
	}

	@Test
	void it_knows_what_was_sent() {
		this.values.put("there", "");
		this.values.put("nothing", null);
		assertThat(this.form.has("there")).isTrue();
		assertThat(this.form.has("nothing")).isFalse();
		assertThat(this.form.has("absent")).isFalse();
		assertThat(this.form.fields()).containsExactlyInAnyOrder("there", "nothing");
	}

	@Test
	void everything_that_is_wrong_is_told_at_once_and_each_thing_once() {
		this.form.text("title", 10);
		this.form.problem("price", "price-too-high", 5);
		this.form.problem("price", "price-too-high", 5);
		this.form.problem("price", "price-too-fine");
		assertThat(this.form.noted("price")).isTrue();
		assertThat(this.form.noted("other")).isFalse();
		assertThat(problems()).containsExactly("title text-missing", "price price-too-high 5", "price price-too-fine");
	}

	@Test
	void what_is_missing_is_not_told_beside_what_is_wrong() {
		List<Consumer<FormValues>> readers = List.of((read) -> read.text("odd", 10),
				(read) -> read.choice("odd", Kind.class));
		for (Consumer<FormValues> reader : readers) {
			FormValues read = new FormValues(Map.of("odd", Map.of()));
			reader.accept(read);
			assertThat(problemsOf(read::check)).containsExactly("odd wrong-json-type odd");
		}
	}

	private List<String> problems() {
		return problemsOf(this.form::check);
	}

}
