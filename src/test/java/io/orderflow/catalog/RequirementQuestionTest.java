package io.orderflow.catalog;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.platform.MoneyJson;
import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

/** What a service may ask, to the limits; what it is besides is in ListingContentTest. */
class RequirementQuestionTest {

	@Test
	void a_name_has_forty_letters_and_digits_at_most_and_is_not_the_reserved_one() {
		assertThat(problems(new RequirementQuestion("a234567890b234567890c234567890d234567890", Kind.TEXT, "?", true)))
			.isEmpty();
		assertThat(problems(new RequirementQuestion("outside", Kind.TEXT, "?", true)))
			.containsExactly("questions[0].key question-key-malformed outside");
	}

	@Test
	void a_question_has_one_to_500_characters() {
		assertThat(problems(new RequirementQuestion("q", Kind.TEXT, "?".repeat(500), true))).isEmpty();
		assertThat(problems(new RequirementQuestion("q", Kind.TEXT, "?".repeat(501), true)))
			.containsExactly("questions[0].prompt text-too-long 500 501");
		assertThat(problems(new RequirementQuestion("q", Kind.TEXT, "", true)))
			.containsExactly("questions[0].prompt text-missing");
	}

	@Test
	void two_to_fifty_things_can_be_chosen_from_each_of_200_characters() {
		assertThat(problems(choices(numbered(2)))).isEmpty();
		assertThat(problems(choices(numbered(50)))).isEmpty();
		assertThat(problems(choices(numbered(51))))
			.containsExactly("questions[0].choices choices-out-of-range 2 50 51");
		assertThat(problems(choices(List.of("a", "b".repeat(200))))).isEmpty();
		assertThat(problems(choices(List.of("a", "b".repeat(201)))))
			.containsExactly("questions[0].choices[1] text-too-long 200 201");
	}

	@Test
	void a_file_may_be_of_twenty_types() {
		assertThat(problems(accepts(Collections.nCopies(20, "image/png")))).isEmpty();
		assertThat(problems(accepts(Collections.nCopies(21, "image/png"))))
			.containsExactly("questions[0].accepts too-many-file-types 20 21");
		assertThat(problems(accepts(List.of("IMAGE/PNG")))).isEmpty();
	}

	@Test
	void only_some_kinds_choose() {
		assertThat(Kind.values()).filteredOn(Kind::chooses).containsExactly(Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE);
	}

	@Test
	void an_order_of_questions_that_may_be_skipped_skips_them() {
		RequirementQuestion optional = new RequirementQuestion("by", Kind.DATE, "By when?", false);
		RequirementQuestion mandatory = new RequirementQuestion("story", Kind.TEXT, "Your story?", true);
		assertThat(Contents.with("Logo", "1", List.of()).hasMandatoryQuestions()).isFalse();
		assertThat(Contents.with("Logo", "1", List.of(optional)).hasMandatoryQuestions()).isFalse();
		assertThat(Contents.with("Logo", "1", List.of(optional, mandatory)).hasMandatoryQuestions()).isTrue();
	}

	@Test
	void what_was_stored_without_lists_has_empty_ones() {
		assertThat(new RequirementQuestion("q", Kind.FILE, "?", true, null, null))
			.isEqualTo(new RequirementQuestion("q", Kind.FILE, "?", true));
		ListingContent content = new ListingContent("Logo", "A logo.", "en", MoneyJson.of("1", "EUR"),
				Duration.ofDays(1), 1, ApprovalNeeded.NONE, Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(1),
				null);
		assertThat(content.questions()).isEmpty();
	}

	@Test
	void what_a_form_could_not_read_is_not_judged_again() {
		List<Refusal.Problem> unreadable = List.of(new Refusal.Problem("title", "text-too-odd"),
				new Refusal.Problem("price", "amount-missing"));
		assertThat(problemsOf(() -> Contents.with(" ", "0", List.of()).check(unreadable, false)))
			.containsExactly("title text-too-odd", "price amount-missing");
	}

	@Test
	void a_language_that_is_missing_is_told_apart_from_one_that_is_not_spoken() {
		assertThat(problemsOf(() -> language("").check())).containsExactly("language choice-missing");
		assertThat(problemsOf(() -> language("de").check())).containsExactly("language language-unknown de");
		assertThat(problemsOf(() -> language("fr").check())).isEmpty();
	}

	@Test
	void a_reminder_comes_after_what_it_reminds_of() {
		Duration asked = Duration.ofDays(2);
		assertThat(problemsOf(() -> reminded(asked, asked).check()))
			.containsExactly("updateRemindedAfter reminder-before-asking");
		assertThat(problemsOf(() -> reminded(asked, asked.plusSeconds(1)).check())).isEmpty();
	}

	@Test
	void an_approved_version_has_a_form_of_its_own() {
		UUID listing = UUID.fromString("5f2f8c1e-6a0c-4d34-9d0b-2d0f2c1e7a11");
		Offer offer = new Offer(listing, 3, "lea", Contents.logo());
		assertThat(offer.requirementsForm()).isEqualTo("requirements-5f2f8c1e-6a0c-4d34-9d0b-2d0f2c1e7a11-3")
			.isEqualTo(Offer.requirementsForm(listing, 3));
	}

	private static ListingContent language(String language) {
		ListingContent logo = Contents.logo();
		return new ListingContent(logo.title(), logo.description(), language, logo.price(), logo.deliveryTime(), 1,
				logo.approval(), logo.updateAskedAfter(), logo.updateRemindedAfter(), logo.revisionRoundTime(),
				List.of());
	}

	private static ListingContent reminded(Duration asked, Duration reminded) {
		ListingContent logo = Contents.logo();
		return new ListingContent(logo.title(), logo.description(), "en", logo.price(), logo.deliveryTime(), 1,
				logo.approval(), asked, reminded, logo.revisionRoundTime(), List.of());
	}

	private static RequirementQuestion choices(List<String> choices) {
		return new RequirementQuestion("q", Kind.SINGLE_CHOICE, "?", true, choices, List.of());
	}

	private static RequirementQuestion accepts(List<String> types) {
		return new RequirementQuestion("q", Kind.FILE, "?", true, List.of(), types);
	}

	private static List<String> numbered(int count) {
		return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
	}

	private static List<String> problems(RequirementQuestion question) {
		return problemsOf(() -> Contents.with("Logo", "1", List.of(question)).check());
	}

}
