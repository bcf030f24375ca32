package io.orderflow.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is refused, how it is said, and the form that comes back with it. */
class RefusalTest {

	private final StaticMessageSource messages = new StaticMessageSource();

	private final RefusalText texts = new RefusalText(this.messages,
			Clock.fixed(Instant.parse("2026-12-31T12:00:00Z"), ZoneOffset.UTC));

	@BeforeEach
	void texts() {
		this.messages.addMessage("refusal.text-missing", Locale.ENGLISH, "Please write something.");
		this.messages.addMessage("refusal.text-too-long", Locale.ENGLISH, "{1} of {0} characters.");
		this.messages.addMessage("refusal.gone", Locale.ENGLISH, "{0} is gone.");
		this.messages.addMessage("refusal.gone", Locale.FRENCH, "{0} n’est plus là.");
	}

	@Test
	void each_kind_of_no_says_what_it_is_about() {
		assertThat(Refusal.conflict("gone", 1))
			.extracting(Refusal::kind, Refusal::code, Refusal::args, Refusal::problems)
			.containsExactly(Refusal.Kind.CONFLICT, "gone", List.of(1), List.of());
		assertThat(Refusal.forbidden("gone", 1)).extracting(Refusal::kind, Refusal::args)
			.containsExactly(Refusal.Kind.FORBIDDEN, List.of(1));
		assertThat(Refusal.notFound("gone", 1)).extracting(Refusal::kind, Refusal::args)
			.containsExactly(Refusal.Kind.NOT_FOUND, List.of(1));
		assertThat(Refusal.unprocessable("gone", 1)).extracting(Refusal::kind, Refusal::args)
			.containsExactly(Refusal.Kind.UNPROCESSABLE, List.of(1));
		assertThat(Refusal.tooLarge("file", "gone", 1)).extracting(Refusal::kind, Refusal::problems)
			.containsExactly(Refusal.Kind.TOO_LARGE, List.of(new Refusal.Problem("file", "gone", 1)));
		assertThat(Refusal.invalid("file", "gone", 1)).extracting(Refusal::kind, Refusal::args, Refusal::problems)
			.containsExactly(Refusal.Kind.INVALID, List.of(1), List.of(new Refusal.Problem("file", "gone", 1)));
	}

	@Test
	void several_problems_are_invalid_input_and_one_is_itself() {
		Refusal.Problem title = new Refusal.Problem("title", "text-missing");
		assertThat(Refusal.invalid(List.of(title)).code()).isEqualTo("text-missing");
		assertThat(Refusal.invalid(List.of(title, title)).code()).isEqualTo("invalid-input");
	}

	@Test
	void a_field_is_known_again_however_long_its_name() {
		ProblemCollector problems = new ProblemCollector();
		String name = "n".repeat(1_000);
		problems.text(name, "", 10);
		problems.line(name, "a\nb", 10);
		assertThat(problems.problems()).extracting(Refusal.Problem::code).containsExactly("text-missing");
	}

	@Test
	void a_log_shows_what_was_refused() {
		assertThat(Refusal.conflict("gone", "It")).hasMessage("CONFLICT gone [It]");
		assertThat(Refusal.invalid("title", "text-missing")).hasMessageStartingWith("INVALID text-missing [Problem[");
	}

	@Test
	void it_can_show_how_things_stand() {
		Refusal plain = Refusal.conflict("gone", "It");
		assertThat(plain.state()).isEmpty();
		assertThat(plain.showing("order", "OF-0001")).extracting(Refusal::kind, Refusal::code, Refusal::args)
			.containsExactly(plain.kind(), plain.code(), plain.args());
		assertThat(plain.showing("order", "OF-0001").state()).isEqualTo(Map.of("order", "OF-0001"));
	}

	@Test
	void it_costs_no_stack_trace() {
		assertThat(Refusal.conflict("gone").getStackTrace()).isEmpty();
	}

	@Test
	void it_is_said_in_the_reader_s_language() {
		assertThat(this.texts.of(Refusal.conflict("gone", "It"), Locale.ENGLISH)).isEqualTo("It is gone.");
		assertThat(this.texts.of(Refusal.conflict("gone", "Il"), Locale.FRENCH)).isEqualTo("Il n’est plus là.");
	}

	@Test
	void a_name_in_it_turns_nothing_that_follows() {
		assertThat(this.texts.of(Refusal.conflict("gone", "facture\u202egpj.exe"), Locale.ENGLISH))
			.isEqualTo("facture\ufffdgpj.exe is gone.");
	}

	/** A program writes days in one way alone, and people as they read them. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PROGRAMS_DAY  | fr-FR | 2027-12-31
			PROGRAMS_TIME | fr-FR | 2027-12-31T18:00
			DAY           | fr-FR | 31 décembre 2027
			DAY           | fr-CA | 31 décembre 2027
			DAY           | en-US | December 31, 2027
			DAY           | en-GB | 31 December 2027
			TIME          | fr-FR | 31 déc. 2027 18:00
			TIME          | en-GB | 31 Dec 2027, 18:00
			""")
	void what_cannot_be_read_is_told_how_to_be_written_as_its_writer_writes(SubmittedDate.Example example,
			String reader, String written) {
		this.messages.addMessage("refusal.date-unreadable", Locale.forLanguageTag(reader), "Write {1}, not {0}.");
		assertThat(
				this.texts.of(Refusal.invalid("by", "date-unreadable", "soon", example), Locale.forLanguageTag(reader)))
			.isEqualTo("Write " + written + ", not soon.");
	}

	@Test
	void several_problems_are_said_one_after_the_other() {
		assertThat(this.texts.of(wrong(), Locale.ENGLISH))
			.isEqualTo("Please write something. 12 of 10 characters. Please write something.");
	}

	@Test
	void a_refused_form_comes_back_with_everything_in_it_and_the_sentences_on_their_fields() {
		SubmittedForm form = SubmittedForm.refused(Map.of("title", List.of("x"), "tags", List.of("a", "b")), wrong(),
				this.texts, Locale.ENGLISH);
		assertThat(form.any()).isTrue();
		assertThat(form.onFields()).isTrue();
		assertThat(form.text("title")).isEqualTo("x");
		assertThat(form.text("absent")).isEmpty();
		assertThat(form.text("absent", "default")).isEmpty();
		assertThat(form.all("tags")).containsExactly("a", "b");
		assertThat(form.has("tags", "b")).isTrue();
		assertThat(form.has("tags", "c")).isFalse();
		assertThat(form.error("title")).isEqualTo("Please write something. 12 of 10 characters.");
		assertThat(form.error("tags")).isNull();
		assertThat(form.first("title")).isTrue();
		assertThat(form.first("tags")).isFalse();
		assertThat(form.refusal()).startsWith("Please write something.");
		assertThat(form.saidAbove(null)).as("its fields say it").isFalse();
		assertThat(form.saidAbove(List.of())).as("something happened meanwhile").isTrue();
	}

	@Test
	void a_refusal_that_is_about_no_field_stands_by_itself() {
		SubmittedForm form = SubmittedForm.refused(Map.of(), Refusal.conflict("gone", "It"), this.texts,
				Locale.ENGLISH);
		assertThat(form.any()).isTrue();
		assertThat(form.onFields()).isFalse();
		assertThat(form.refusal()).isEqualTo("It is gone.");
		assertThat(form.saidAbove(null)).isTrue();
	}

	@Test
	void a_form_that_nobody_filled_in_begins_as_it_should() {
		assertThat(SubmittedForm.nothing().any()).isFalse();
		assertThat(SubmittedForm.nothing().text("title", "Storyboard")).isEqualTo("Storyboard");
		assertThat(SubmittedForm.nothing().text("title")).isEmpty();
		assertThat(SubmittedForm.nothing().refusal()).isNull();
	}

	@Test
	void a_form_that_is_only_changed_is_not_judged() {
		SubmittedForm form = SubmittedForm.unsent(Map.of("title", List.of("x")));
		assertThat(form.any()).isTrue();
		assertThat(form.text("title")).isEqualTo("x");
		assertThat(form.onFields()).isFalse();
		assertThat(form.refusal()).isNull();
		assertThat(form.saidAbove(List.of())).isFalse();
	}

	private static Refusal wrong() {
		return Refusal.invalid(List.of(new Refusal.Problem("title", "text-missing"),
				new Refusal.Problem("title", "text-too-long", 10, 12), new Refusal.Problem("story", "text-missing")));
	}

}
