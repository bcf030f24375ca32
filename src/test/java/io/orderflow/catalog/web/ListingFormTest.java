package io.orderflow.catalog.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.CatalogSettings;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.platform.MoneyJson;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

/** A service between what a freelancer types, what is judged and what is kept. */
class ListingFormTest {

	private static final CatalogSettings SETTINGS = new CatalogSettings(2, ApprovalNeeded.PLAN, Duration.ofHours(36),
			Duration.ofDays(3), Duration.ofDays(4));

	private static final RequirementQuestion STORY = new RequirementQuestion("story", Kind.TEXT, "Your story?", true);

	private static final RequirementQuestion STYLES = new RequirementQuestion("styles", Kind.MULTIPLE_CHOICE,
			"Which styles?", false, List.of("Ink, black", "Oil"), List.of());

	private static final RequirementQuestion LOGO = new RequirementQuestion("logo", Kind.FILE, "Logo?", false,
			List.of(), List.of("image/*", "application/pdf"));

	private static final ListingBody.Pictures NO_PICTURES = (given, problems) -> List.of();

	@Test
	void a_new_service_begins_with_what_the_installation_says() {
		assertThat(ListingForm.empty(SETTINGS, "fr")).containsEntry("language", List.of("fr"))
			.containsEntry("price.currency", List.of("EUR"))
			.containsEntry("revisions", List.of("2"))
			.containsEntry("approval", List.of("PLAN"))
			.containsEntry("deliveryTime", List.of("5"))
			.containsEntry("deliveryTime.unit", List.of("days"))
			.containsEntry("revisionRoundTime", List.of("4"))
			.containsEntry("updateAskedAfter", List.of("36"))
			.containsEntry("updateAskedAfter.unit", List.of("hours"))
			.containsEntry("updateRemindedAfter", List.of("3"));
	}

	@Test
	void what_is_shown_of_a_service_and_sent_unchanged_is_that_service() {
		ListingContent content = content(STORY, STYLES, LOGO);
		assertThat(ListingForm.content(ListingForm.of(content, Locale.FRENCH), SETTINGS, NO_PICTURES, false))
			.isEqualTo(content);
	}

	@Test
	void an_amount_is_read_as_people_write_it() {
		Map<String, List<String>> form = ListingForm.of(content(), Locale.FRENCH);
		form.put("price.amount", List.of("1\u202f200,50"));
		assertThat(ListingForm.content(form, SETTINGS, NO_PICTURES, false).price())
			.isEqualTo(MoneyJson.of("1200.50", "EUR"));
	}

	@Test
	void a_price_comes_back_as_it_is_written_in_the_readers_language() {
		ListingContent dear = priced("1250.5", "EUR");
		assertThat(ListingForm.of(dear, Locale.FRENCH)).containsEntry("price.amount", List.of("1\u202f250,50"));
		assertThat(ListingForm.of(dear, Locale.ENGLISH)).containsEntry("price.amount", List.of("1,250.50"));
		assertThat(ListingForm.of(priced("1250", "JPY"), Locale.ENGLISH)).containsEntry("price.amount",
				List.of("1,250"));
		for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
			assertThat(ListingForm.content(ListingForm.of(dear, locale), SETTINGS, NO_PICTURES, false)).isEqualTo(dear);
		}
	}

	@Test
	void a_currency_is_one_that_is_in_use_in_small_letters_or_large() {
		Map<String, List<String>> form = ListingForm.of(content(), Locale.FRENCH);
		form.put("price.currency", List.of(" gbp "));
		assertThat(ListingForm.content(form, SETTINGS, NO_PICTURES, false).price())
			.isEqualTo(MoneyJson.of("120.00", "GBP"));
		for (String gone : List.of("FRF", "DEM", "XAU")) {
			form.put("price.currency", List.of(gone));
			assertThat(problemsOf(() -> ListingForm.content(form, SETTINGS, NO_PICTURES, false)))
				.containsExactly("price.currency currency-unknown " + gone);
		}
		assertThat(MoneyJson.currenciesInUse()).contains("EUR", "CHF", "CAD", "XOF");
	}

	@Test
	void a_time_below_zero_is_told_the_bounds_and_no_notation_of_the_api() {
		Map<String, List<String>> form = ListingForm.of(content(), Locale.FRENCH);
		for (String unit : List.of("days", "hours")) {
			form.put("deliveryTime", List.of("-3"));
			form.put("deliveryTime.unit", List.of(unit));
			assertThat(problemsOf(() -> ListingForm.content(form, SETTINGS, NO_PICTURES, false)))
				.containsExactly("deliveryTime time-out-of-range 1 365");
		}
		form.put("deliveryTime", List.of("99999999999999999999"));
		form.put("price.amount", List.of("99 999 999 999 999 999 999,50"));
		assertThat(problemsOf(() -> ListingForm.content(form, SETTINGS, NO_PICTURES, false))).containsExactlyInAnyOrder(
				"price.amount price-too-high 9999999999.99", "deliveryTime time-out-of-range 1 365");
		form.put("price.amount", List.of("120"));
		form.put("deliveryTime", List.of("2.5"));
		assertThat(problemsOf(() -> ListingForm.content(form, SETTINGS, NO_PICTURES, false)))
			.containsExactly("deliveryTime time-not-a-number 2.5");
	}

	@Test
	void lengths_of_time_are_days_or_hours() {
		Map<String, List<String>> form = ListingForm.of(content(), Locale.FRENCH);
		form.put("deliveryTime", List.of(" 7 "));
		assertThat(ListingForm.content(form, SETTINGS, NO_PICTURES, false).deliveryTime())
			.isEqualTo(Duration.ofDays(7));
		form.put("deliveryTime.unit", List.of("hours"));
		assertThat(ListingForm.content(form, SETTINGS, NO_PICTURES, false).deliveryTime())
			.isEqualTo(Duration.ofHours(7));
	}

	@Test
	void a_price_that_can_be_read_in_two_ways_is_refused_with_both() {
		Map<String, List<String>> form = ListingForm.of(content(), Locale.FRENCH);
		for (String typed : List.of("1.250", "1.250 €", "1,250", " € 1.250")) {
			for (boolean unfinished : new boolean[] { true, false }) {
				form.put("price.amount", List.of(typed));
				assertThat(problemsOf(() -> ListingForm.content(form, SETTINGS, NO_PICTURES, unfinished)))
					.containsExactly("price.amount amount-ambiguous " + typed.strip() + " 1250 1.25");
			}
		}
	}

	@Test
	void a_price_of_nothing_is_not_the_same_as_none_yet() {
		Map<String, List<String>> form = ListingForm.of(content(), Locale.FRENCH);
		for (boolean unfinished : new boolean[] { true, false }) {
			form.put("price.amount", List.of("0,00"));
			assertThat(problemsOf(() -> ListingForm.content(form, SETTINGS, NO_PICTURES, unfinished)))
				.containsExactly("price.amount price-not-positive");
		}
		form.put("price.amount", List.of(""));
		assertThat(problemsOf(() -> ListingForm.content(form, SETTINGS, NO_PICTURES, true))).isEmpty();
	}

	@Test
	void what_is_no_number_is_refused_on_its_field() {
		Map<String, List<String>> form = ListingForm.of(content(), Locale.FRENCH);
		form.put("deliveryTime", List.of("a week"));
		form.put("revisions", List.of("many"));
		form.put("price.amount", List.of("dear"));
		form.put("updateAskedAfter", List.of());
		assertThat(problemsOf(() -> ListingForm.content(form, SETTINGS, NO_PICTURES, false))).containsExactlyInAnyOrder(
				"price.amount amount-unreadable dear", "deliveryTime time-not-a-number a week",
				"revisions revisions-out-of-range 0 20 -1");
	}

	@Test
	void a_new_question_gets_the_next_name_that_is_free() {
		Map<String, List<String>> form = ListingForm
			.of(content(new RequirementQuestion("question1", Kind.TEXT, "Your story?", true)), Locale.FRENCH);
		form = ListingForm.withQuestion(ListingForm.withQuestion(form));
		form.put("questions[1].prompt", List.of("By when?"));
		form.put("questions[1].kind", List.of("DATE"));
		form.put("questions[2].prompt", List.of("Why?"));
		assertThat(ListingForm.questions(form)).isEqualTo(3);
		assertThat(ListingForm.content(form, SETTINGS, NO_PICTURES, false).questions()).containsExactly(
				new RequirementQuestion("question1", Kind.TEXT, "Your story?", true),
				new RequirementQuestion("question2", Kind.DATE, "By when?", true),
				new RequirementQuestion("question3", Kind.TEXT, "Why?", true));
	}

	@Test
	void questions_behind_one_that_is_taken_out_move_up() {
		Map<String, List<String>> form = ListingForm.of(content(STORY, STYLES, LOGO), Locale.FRENCH);
		Map<String, List<String>> less = ListingForm.withoutQuestion(form, 1);
		assertThat(ListingForm.content(less, SETTINGS, NO_PICTURES, false).questions()).containsExactly(STORY, LOGO);
		assertThat(less).containsEntry("title", List.of("Storyboard"));
		assertThat(ListingForm.content(ListingForm.withoutQuestion(form, 0), SETTINGS, NO_PICTURES, false).questions())
			.containsExactly(STYLES, LOGO);
	}

	@Test
	void choices_stand_one_a_line_and_file_types_anyhow() {
		Map<String, List<String>> form = new LinkedHashMap<>(ListingForm.of(content(STYLES, LOGO), Locale.FRENCH));
		form.put("questions[0].choices", List.of("Ink, black\r\n\n  Oil  \nChalk"));
		form.put("questions[1].accepts", List.of("image/*,application/pdf  text/plain"));
		List<RequirementQuestion> questions = ListingForm.content(form, SETTINGS, NO_PICTURES, false).questions();
		assertThat(questions.get(0).choices()).containsExactly("Ink, black", "Oil", "Chalk");
		assertThat(questions.get(1).accepts()).containsExactly("image/*", "application/pdf", "text/plain");
	}

	@Test
	void what_a_kind_does_not_take_is_left_out() {
		Map<String, List<String>> form = new LinkedHashMap<>(ListingForm.of(content(STYLES, LOGO), Locale.FRENCH));
		form.put("questions[0].kind", List.of("FILE"));
		form.put("questions[1].kind", List.of("TEXT"));
		List<RequirementQuestion> questions = ListingForm.content(form, SETTINGS, NO_PICTURES, false).questions();
		assertThat(questions.get(0).choices()).isEmpty();
		assertThat(questions.get(1).accepts()).isEmpty();
	}

	@Test
	void what_the_api_leaves_out_is_what_the_installation_says() {
		ListingContent content = body(null, null, null, null).content(SETTINGS, NO_PICTURES);
		assertThat(content.revisions()).isEqualTo(2);
		assertThat(content.approval()).isEqualTo(ApprovalNeeded.PLAN);
		assertThat(content.updateAskedAfter()).isEqualTo(Duration.ofHours(36));
		assertThat(content.updateRemindedAfter()).isEqualTo(Duration.ofDays(3));
		assertThat(content.revisionRoundTime()).isEqualTo(Duration.ofDays(3));
		assertThat(content.questions()).isEmpty();
	}

	@Test
	void what_the_api_says_is_taken() {
		ListingContent content = body(0, "none", "PT5H", List
			.of(new ListingBody.Question("styles", "SINGLE_CHOICE", "Which?", null, List.of("Ink", "Oil"), null)))
			.content(SETTINGS, NO_PICTURES);
		assertThat(content.revisions()).isZero();
		assertThat(content.approval()).isEqualTo(ApprovalNeeded.NONE);
		assertThat(content.updateAskedAfter()).isEqualTo(Duration.ofHours(5));
		assertThat(content.questions()).containsExactly(new RequirementQuestion("styles", Kind.SINGLE_CHOICE, "Which?",
				false, List.of("Ink", "Oil"), List.of()));
	}

	@Test
	void everything_that_is_missing_is_told_at_once() {
		ListingBody nothing = new ListingBody(null, null, null, null, null, null, null, null, null, null,
				java.util.Arrays.asList(null, new ListingBody.Question(null, null, null, null, null, null)), null);
		assertThat(problemsOf(() -> nothing.content(SETTINGS, NO_PICTURES))).containsExactlyInAnyOrder(
				"title text-missing", "description text-missing", "language choice-missing",
				"price.amount amount-missing", "price.currency currency-missing", "deliveryTime time-missing",
				"questions[0] question-missing", "questions[1].kind choice-missing",
				"questions[1].key question-key-malformed", "questions[1].prompt text-missing");
	}

	@Test
	void what_cannot_be_read_is_told_on_its_field() {
		ListingBody odd = new ListingBody("Storyboard", "Six images", "fr", new ListingBody.Price("1,5", "XQX"), "soon",
				1, "maybe", "P1Y", "P3D", "P3D",
				List.of(new ListingBody.Question("story", "ESSAY", "Your story?", true, null, null)), null);
		assertThat(problemsOf(() -> odd.content(SETTINGS, NO_PICTURES))).containsExactlyInAnyOrder(
				"price.amount amount-unreadable 1,5", "price.currency currency-unknown XQX",
				"deliveryTime time-unreadable soon", "approval choice-unknown maybe",
				"updateAskedAfter time-unreadable P1Y", "questions[0].kind choice-unknown ESSAY");
	}

	private static ListingBody body(Integer revisions, String approval, String updateAskedAfter,
			List<ListingBody.Question> questions) {
		return new ListingBody("Storyboard", "Six images", "fr", new ListingBody.Price(" 120 ", " EUR "), " P3D ",
				revisions, approval, updateAskedAfter, null, null, questions, null);
	}

	private static ListingContent content(RequirementQuestion... questions) {
		return priced("120.00", "EUR", questions);
	}

	private static ListingContent priced(String amount, String currency, RequirementQuestion... questions) {
		return new ListingContent("Storyboard", "Six images", "fr", MoneyJson.of(amount, currency), Duration.ofDays(5),
				1, ApprovalNeeded.DRAFT_AND_PLAN, Duration.ofHours(30), Duration.ofDays(3), Duration.ofDays(3),
				List.of(questions));
	}

}
