package io.orderflow.platform;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

/** A page's form as a browser sends it, and what is wrong with what was typed. */
class FormFieldsTest {

	private final FormFields form = new FormFields(
			Map.of("title", List.of("Draw", "Ink"), "deadline", List.of("2026-12-04"), "kind", List.of(" not-found ")));

	private final ProblemCollector problems = new ProblemCollector();

	@Test
	void a_field_has_what_was_typed_and_a_column_what_was_typed_in_each_row() {
		assertThat(this.form.text("title")).isEqualTo("Draw");
		assertThat(this.form.text("absent")).isNull();
		assertThat(this.form.all("title")).containsExactly("Draw", "Ink");
		assertThat(this.form.all("absent")).isEmpty();
		assertThat(this.form.cell("deadline", 0)).isEqualTo("2026-12-04");
		assertThat(this.form.cell("deadline", 1)).isEmpty();
	}

	@Test
	void one_of_several_is_chosen_or_none_but_nothing_else() {
		assertThat(this.form.choice("kind", Refusal.Kind.class)).isEqualTo(Refusal.Kind.NOT_FOUND);
		assertThat(this.form.choice("absent", Refusal.Kind.class)).isNull();
		assertThat(problemsOf(() -> this.form.choice("title", Refusal.Kind.class)))
			.containsExactly("title choice-unknown Draw");
	}

	@Test
	void a_day_that_cannot_be_read_keeps_what_was_written() {
		assertThat(SubmittedDate.of(" 2026-12-04 ").day()).isEqualTo(LocalDate.of(2026, 12, 4));
		assertThat(SubmittedDate.of("soon"))
			.isEqualTo(new SubmittedDate("soon", null, SubmittedDate.Example.PROGRAMS_DAY));
		assertThat(SubmittedDate.of(LocalDate.of(2026, 12, 4))).isEqualTo(SubmittedDate.of("2026-12-04"));
	}

	@Test
	void everything_that_is_wrong_is_gathered_field_by_field() {
		assertThat(this.problems.text("title", "x".repeat(10), 10)).hasSize(10);
		assertThat(this.problems.text("long", "x".repeat(11), 10)).isEmpty();
		assertThat(this.problems.text("missing", null, 10)).isEmpty();
		assertThat(this.problems.text("odd", "a\0b", 10)).isEmpty();
		assertThat(this.problems.optionalText("optional", null, 10)).isEmpty();
		assertThat(this.problems.choice("kind", null, Refusal.Kind.class)).isEqualTo(Refusal.Kind.INVALID);
		assertThat(this.problems.choice("odd", null, Refusal.Kind.class)).isEqualTo(Refusal.Kind.INVALID);
		assertThat(this.problems.choice("fine", Refusal.Kind.CONFLICT, Refusal.Kind.class))
			.isEqualTo(Refusal.Kind.CONFLICT);
		assertThat(this.problems.has("odd")).isTrue();
		assertThat(this.problems.has("fine")).isFalse();
		assertThat(problemsOf(this.problems::check)).containsExactly("long text-too-long 10 11", "missing text-missing",
				"odd text-null-character", "kind choice-missing");
	}

	@Test
	void a_hidden_number_is_read_and_what_is_none_is_nothing() {
		FormFields form = new FormFields(Map.of("version", List.of("12"), "odd", List.of("-1"), "long",
				List.of("1".repeat(19)), "longest", List.of("9".repeat(18)), "none", List.of()));
		assertThat(form.number("version")).isEqualTo(12);
		assertThat(form.number("longest")).isEqualTo(999_999_999_999_999_999L);
		assertThat(form.number("odd")).isNull();
		assertThat(form.number("long")).isNull();
		assertThat(form.number("none")).isNull();
		assertThat(form.textOrEmpty("version")).isEqualTo("12");
		assertThat(form.textOrEmpty("none")).isEmpty();
		assertThat(form.textOrEmpty("missing")).isEmpty();
	}

	@Test
	void what_is_in_order_is_not_refused() {
		this.problems.check();
		this.problems.add("title", "text-missing");
		this.problems.add("title", "text-missing");
		assertThat(problemsOf(this.problems::check)).containsExactly("title text-missing");
	}

}
