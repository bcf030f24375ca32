package io.orderflow.order.step;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.order.Answer;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.step.ProvideRequirements.Decision;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.problemsOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.step.StepFixtures.ACCOUNTS;
import static io.orderflow.order.step.StepFixtures.AMERICAN;
import static io.orderflow.order.step.StepFixtures.SETTINGS;
import static io.orderflow.order.step.StepFixtures.page;
import static io.orderflow.order.step.StepFixtures.submission;
import static io.orderflow.order.step.StepFixtures.tasklist;
import static org.assertj.core.api.Assertions.assertThat;

/** The client answers what the service asks, question by question. */
class ProvideRequirementsTest {

	private static final RequirementQuestion STORY = new RequirementQuestion("story", Kind.TEXT, "Your story?", true);

	private static final RequirementQuestion BY = new RequirementQuestion("by", Kind.DATE, "By when?", true);

	private static final RequirementQuestion FORMAT = new RequirementQuestion("format", Kind.SINGLE_CHOICE, "Format?",
			true, List.of("16:9", "4:3"), List.of());

	private static final RequirementQuestion STYLES = new RequirementQuestion("styles", Kind.MULTIPLE_CHOICE,
			"Which styles?", true, List.of("ink, black", "oil"), List.of());

	private static final RequirementQuestion LOGO = new RequirementQuestion("logo", Kind.FILE, "Logo?", true, List.of(),
			List.of("image/*"));

	private final StepFixtures.Files files = new StepFixtures.Files();

	private final ProvideRequirements step = new ProvideRequirements(new StepFileHandler(this.files), ACCOUNTS,
			AMERICAN, SETTINGS);

	private final Order order = OrderFixtures.placedOf(STORY, BY, FORMAT, STYLES, LOGO);

	@Test
	void every_answer_is_kept_by_its_question() {
		UUID named = UUID.randomUUID();
		UUID put = UUID.randomUUID();
		this.files.stage("camille", this.order.number() + "/provideRequirements/answer_logo");
		take(decision(Map.of("story", "A fox", "by", "2026-12-04", "format", "4:3", "styles",
				List.of("oil", "ink, black", "oil"), "logo", List.of(named.toString(), put.toString()))));
		assertThat(this.order.status()).isEqualTo(OrderStatus.REQUIREMENTS_IN_REVIEW);
		assertThat(this.order.requirements().answers()).containsExactly(
				new Answer("story", List.of("A fox"), List.of()), new Answer("by", List.of("2026-12-04"), List.of()),
				new Answer("format", List.of("4:3"), List.of()),
				new Answer("styles", List.of("oil", "ink, black"), List.of()),
				new Answer("logo", List.of(), List.of(named, put)));
		assertThat(this.files.attached()).containsExactly("camille requirements/logo answer_logo [image/*] 2");
	}

	@Test
	void everything_that_is_missing_is_told_at_once() {
		List<String> missing = List.of("answer_story text-missing", "answer_by date-missing",
				"answer_format choice-missing", "answer_styles choices-missing",
				"answer_logo answer-file-missing Logo?");
		assertThat(problemsOf(() -> take(new Decision(null)))).isEqualTo(missing);
		assertThat(problemsOf(() -> take(decision(Map.of("story", " ", "format", "", "styles", List.of())))))
			.isEqualTo(missing);
		assertThat(this.order.status()).isEqualTo(OrderStatus.AWAITING_REQUIREMENTS);
		assertThat(this.files.attached()).isEmpty();
	}

	@Test
	void what_need_not_be_answered_may_be_left_out() {
		Order optional = OrderFixtures.placedOf(new RequirementQuestion("by", Kind.DATE, "By when?", false));
		this.step.take(optional, decision(Map.of()), submission("camille", days(1)));
		assertThat(optional.requirements().answers()).isEmpty();
		assertThat(optional.status()).isEqualTo(OrderStatus.REQUIREMENTS_IN_REVIEW);
	}

	@Test
	void only_what_is_offered_is_chosen() {
		assertThat(problemsOf(() -> only(FORMAT, "1:1"))).containsExactly("answer_format choice-unknown 1:1");
		assertThat(problemsOf(() -> only(STYLES, List.of("oil", "gold"))))
			.containsExactly("answer_styles choice-unknown gold");
		assertThat(only(STYLES, "ink, black").get(0).texts()).containsExactly("ink, black");
	}

	@Test
	void a_day_is_today_where_the_client_is_or_later() {
		Instant lateInTheEveningInLondon = Instant.parse("2026-12-03T23:30:00Z");
		assertThat(problemsOf(() -> only(BY, "2026-12-03", lateInTheEveningInLondon)))
			.containsExactly("answer_by date-past 2026-12-03");
		assertThat(only(BY, "2026-12-04", lateInTheEveningInLondon).get(0).texts()).containsExactly("2026-12-04");
		assertThat(problemsOf(() -> only(BY, "soon"))).containsExactly("answer_by date-unreadable soon PROGRAMS_DAY");
	}

	@Test
	void an_answer_is_of_the_kind_that_is_asked_for() {
		assertThat(problemsOf(() -> only(STORY, List.of("A fox"))))
			.containsExactly("answer_story wrong-json-type answer_story");
		assertThat(problemsOf(() -> only(STORY, "x".repeat(20_001))))
			.containsExactly("answer_story text-too-long 20000 20001");
		assertThat(problemsOf(() -> only(FORMAT, "x".repeat(1_001)))).contains("answer_format text-too-long 1000 1001");
		assertThat(problemsOf(() -> only(LOGO, "none"))).containsExactly("answer_logo unknown-file none");
	}

	@Test
	void what_answers_no_question_is_told() {
		assertThat(problemsOf(() -> this.step.take(OrderFixtures.placedOf(STORY),
				decision(Map.of("story", "A fox", "logo", "x")), submission("camille", days(1)))))
			.containsExactly("answer_logo unknown-field logo");
	}

	@Test
	void there_are_as_many_files_as_one_step_takes_over_all_questions() {
		RequirementQuestion photo = new RequirementQuestion("photo", Kind.FILE, "Photo?", true);
		Order two = OrderFixtures.placedOf(LOGO, photo);
		List<String> pair = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
		assertThat(problemsOf(() -> this.step.take(two, decision(Map.of("logo", pair, "photo", pair)),
				submission("camille", days(1)))))
			.containsExactly("answer_photo too-many-files 3 4");
		this.step.take(two, decision(Map.of("logo", pair, "photo", pair.subList(0, 1))),
				submission("camille", days(1)));
		assertThat(this.files.attached()).containsExactly("camille requirements/logo answer_logo [image/*] 2",
				"camille requirements/photo answer_photo [] 1");
	}

	@Test
	void answers_may_come_with_the_order() {
		Order story = OrderFixtures.placedOf(STORY);
		this.step.takeWithOrder(story, decision(Map.of("story", "A fox")), days(1));
		assertThat(story.status()).isEqualTo(OrderStatus.REQUIREMENTS_IN_REVIEW);
		assertThat(story.clock().dueAt()).isEqualTo(days(6));
	}

	@Test
	void answers_are_read_from_tasklist() {
		Map<String, AnswerInput> expected = new HashMap<>();
		expected.put("story", AnswerInput.of("A fox"));
		expected.put("by", null);
		assertThat(this.step.fromTasklist(OrderFixtures.placedOf(STORY, BY), tasklist(Map.of("answer_story", "A fox"))))
			.isEqualTo(new Decision(expected));
		assertThat(this.step.keys(this.order)).containsExactlyInAnyOrder("answer_story", "answer_by", "answer_format",
				"answer_styles", "answer_logo", "stagedFiles");
	}

	@Test
	void answers_are_read_from_the_page_with_the_files_that_it_lists() {
		List<RequirementQuestion> questions = List.of(STORY, BY, STYLES, LOGO);
		String logo = UUID.randomUUID().toString();
		assertThat(ProvideRequirements.fromPage(questions,
				page("answer_story", "A fox", "answer_styles", "oil", "answer_styles", "ink, black", "answer_logo",
						logo, "answer_by", "12/31/2026"),
				Locale.US))
			.isEqualTo(decision(Map.of("story", "A fox", "styles", List.of("oil", "ink, black"), "logo", List.of(logo),
					"by", "2026-12-31")));
		assertThat(ProvideRequirements.files(questions))
			.containsExactly(new FileInput("answer_logo", "Logo?", List.of("image/*")));
	}

	@Test
	void it_is_the_client_s_until_the_order_is_cancelled_without() {
		assertThat(this.step.assignee(this.order)).isEqualTo("camille");
		assertThat(this.step.due(this.order, days(1))).isEqualTo(days(14));
		assertThat(this.step.otherwise(this.order)).hasValueSatisfying((then) -> {
			assertThat(then.at()).isEqualTo(days(14));
			assertThat(then.before()).isEqualTo("Awaited until: ");
		});
		assertThat(this.step.brief(this.order)).startsWith("Please answer everything up front");
		assertThat(new Decision(null).step()).isEqualTo(OrderStep.PROVIDE_REQUIREMENTS);
	}

	@Test
	void it_is_reminded_of_on_the_days_that_are_set() {
		assertThat(this.step.remind(this.order, PLACED, days(1).minusSeconds(1))).isFalse();
		assertThat(this.step.remind(this.order, PLACED, days(1))).isTrue();
		assertThat(this.step.remind(this.order, PLACED, days(2))).isFalse();
		assertThat(this.step.remind(this.order, PLACED, days(3))).isTrue();
	}

	private static Decision decision(Map<String, ?> answers) {
		Map<String, AnswerInput> inputs = new HashMap<>();
		answers.forEach((key, answer) -> inputs.put(key, AnswerInput.of(answer)));
		return new Decision(inputs);
	}

	private void take(Decision decision) {
		this.step.take(this.order, decision, submission("camille", days(1)));
	}

	private List<Answer> only(RequirementQuestion question, Object answer) {
		return only(question, answer, days(1));
	}

	private List<Answer> only(RequirementQuestion question, Object answer, Instant now) {
		Order one = OrderFixtures.placedOf(question);
		this.step.take(one, decision(Map.of(question.key(), answer)), submission("camille", now));
		return one.requirements().answers();
	}

}
