package io.orderflow.order.step;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.Draft;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.SubmittedDate;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.codeOf;
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

/**
 * The steps from the review of the requirements to the delivery: what each takes and
 * refuses.
 */
class StepsTest {

	private static final List<UUID> NONE = List.of();

	private final StepFixtures.Files files = new StepFixtures.Files();

	private final StepFileHandler stepFiles = new StepFileHandler(this.files);

	private final PlanChecker plans = new PlanChecker(ACCOUNTS, AMERICAN, SETTINGS);

	private final ReviewRequirements reviewRequirements = new ReviewRequirements(SETTINGS);

	private final ClarifyRequirements clarify = new ClarifyRequirements(this.stepFiles, SETTINGS);

	private final PlanWork planWork = new PlanWork(this.plans, ACCOUNTS, SETTINGS);

	private final SubmitDraft submitDraft = new SubmitDraft(this.stepFiles, this.plans, SETTINGS);

	private final ReviewDraft reviewDraft = new ReviewDraft(SETTINGS);

	private final DeliverWork deliver = new DeliverWork(this.stepFiles, SETTINGS);

	// the review of the requirements

	@Test
	void clear_requirements_lead_to_the_plan() {
		Order order = OrderFixtures.withRequirements(PLACED);
		StepOutcome outcome = this.reviewRequirements.take(order, review(ReviewRequirements.Choice.CLEAR, null),
				submission("lea", days(1)));
		assertThat(order.status()).isEqualTo(OrderStatus.PLANNING);
		assertThat(outcome.answers()).isEqualTo(Map.of("requirementsClear", true, "firstRound", true));
		assertThat(this.reviewRequirements.answers()).containsAll(outcome.answers().keySet());
	}

	@Test
	void unclear_requirements_lead_to_a_question() {
		Order order = OrderFixtures.withRequirements(PLACED);
		StepOutcome outcome = this.reviewRequirements.take(order,
				review(ReviewRequirements.Choice.CLARIFY, "Which fox?"), submission("lea", days(1)));
		assertThat(order.status()).isEqualTo(OrderStatus.AWAITING_CLARIFICATION);
		assertThat(order.requirements().clarifications().get(0).question()).isEqualTo("Which fox?");
		assertThat(outcome.answers()).isEqualTo(Map.of("requirementsClear", false));
	}

	@Test
	void a_question_must_be_asked_to_be_answered() {
		Order order = OrderFixtures.withRequirements(PLACED);
		assertThat(problemsOf(() -> this.reviewRequirements.take(order, review(ReviewRequirements.Choice.CLARIFY, " "),
				submission("lea", days(1)))))
			.containsExactly("question text-missing");
		assertThat(problemsOf(() -> this.reviewRequirements.take(order,
				review(ReviewRequirements.Choice.CLARIFY, "?".repeat(5_001)), submission("lea", days(1)))))
			.containsExactly("question text-too-long 5000 5001");
		assertThat(
				problemsOf(() -> this.reviewRequirements.take(order, review(null, null), submission("lea", days(1)))))
			.containsExactly("decision choice-missing");
		assertThat(order.status()).isEqualTo(OrderStatus.REQUIREMENTS_IN_REVIEW);
	}

	@Test
	void the_review_of_the_requirements_is_read_from_tasklist_and_from_the_page() {
		Order order = OrderFixtures.withRequirements(PLACED);
		assertThat(
				this.reviewRequirements.fromTasklist(order, tasklist(Map.of("decision", "clarify", "question", "Q"))))
			.isEqualTo(review(ReviewRequirements.Choice.CLARIFY, "Q"));
		assertThat(this.reviewRequirements.fromPage(view(), page("decision", "clear", "question", "")))
			.isEqualTo(review(ReviewRequirements.Choice.CLEAR, ""));
		assertThat(codeOf(() -> this.reviewRequirements.fromPage(view(), page("decision", "maybe"))))
			.isEqualTo("INVALID choice-unknown");
		FormValues odd = tasklist(Map.of("decision", "maybe"));
		this.reviewRequirements.fromTasklist(order, odd);
		assertThat(problemsOf(odd::check)).containsExactly("decision choice-unknown maybe");
		assertThat(this.reviewRequirements.keys(order)).containsExactlyInAnyOrder("decision", "question");
	}

	// the clarification

	@Test
	void an_answer_goes_back_to_the_freelancer_with_its_files() {
		Order order = asked("Which fox?");
		this.files.stage("camille", order.number() + "/clarifyRequirements/files");
		UUID put = UUID.randomUUID();
		UUID named = UUID.randomUUID();
		StepOutcome outcome = this.clarify.take(order,
				new ClarifyRequirements.Decision("The red one", List.of(named, put, named)),
				submission("camille", days(2)));
		assertThat(order.status()).isEqualTo(OrderStatus.REQUIREMENTS_IN_REVIEW);
		assertThat(order.requirements().clarifications().get(0).answer()).isEqualTo("The red one");
		assertThat(order.requirements().clarifications().get(0).files()).as("each once").containsExactly(named, put);
		assertThat(this.files.attached()).containsExactly("camille clarification/1 files [] 2");
		assertThat(outcome.dueDateMoved()).isTrue();
	}

	@Test
	void an_answer_says_something() {
		Order order = asked("Which fox?");
		assertThat(problemsOf(() -> this.clarify.take(order,
				new ClarifyRequirements.Decision(null, Arrays.asList((UUID) null)), submission("camille", days(2)))))
			.containsExactly("answer text-missing", "files wrong-json-type files");
		assertThat(this.files.attached()).isEmpty();
	}

	@Test
	void a_clarification_is_read_from_tasklist_and_from_the_page() {
		Order order = asked("Which fox?");
		UUID file = UUID.randomUUID();
		FormValues form = tasklist(Map.of("answer", "The red one", "files", file + ", none"));
		assertThat(this.clarify.fromTasklist(order, form))
			.isEqualTo(new ClarifyRequirements.Decision("The red one", List.of(file)));
		assertThat(problemsOf(form::check)).containsExactly("files unknown-file none");
		assertThat(this.clarify.fromPage(view(), page("answer", "The red one", "files", file.toString())))
			.isEqualTo(new ClarifyRequirements.Decision("The red one", List.of(file)));
		assertThat(codeOf(() -> this.clarify.fromPage(view(), page("answer", "The red one", "files", "none"))))
			.isEqualTo("INVALID unknown-file");
		assertThat(this.clarify.keys(order)).containsExactlyInAnyOrder("answer", "files", "stagedFiles");
		assertThat(this.clarify.files(view())).containsExactly(FileInput.ANY);
		assertThat(this.clarify.brief(order)).isEqualTo("Which fox?");
	}

	// the plan

	@Test
	void a_plan_is_taken() {
		Order order = OrderFixtures.planning(OrderFixtures.placed(), PLACED);
		StepOutcome outcome = this.planWork.take(order, new PlanWork.Decision(List.of(task("Draw", "2026-12-04"))),
				submission("lea", days(1)));
		assertThat(order.plan()).extracting("title").containsExactly("Draw");
		assertThat(outcome).isEqualTo(StepOutcome.DONE);
	}

	@Test
	void a_plan_has_a_task() {
		Order order = OrderFixtures.planning(OrderFixtures.placed(), PLACED);
		assertThat(problemsOf(() -> this.planWork.take(order, new PlanWork.Decision(null), submission("lea", days(1)))))
			.containsExactly("tasks plan-missing");
		assertThat(problemsOf(() -> this.planWork.take(order, new PlanWork.Decision(List.of(task("Draw", "soon"))),
				submission("lea", days(1)))))
			.containsExactly("tasks[0].deadline date-unreadable soon PROGRAMS_DAY");
		assertThat(order.status()).isEqualTo(OrderStatus.PLANNING);
	}

	@Test
	void a_plan_is_read_from_tasklist_and_from_the_page() {
		Order order = OrderFixtures.planning(OrderFixtures.placed(), PLACED);
		PlanWork.Decision plan = new PlanWork.Decision(List.of(task("Draw", "2026-12-04")));
		assertThat(this.planWork.fromTasklist(order, tasklist(Map.of("tasks", "2026-12-04 Draw")))).isEqualTo(plan);
		assertThat(this.planWork.fromPage(view(), page("title", "Draw", "deadline", "2026-12-04"))).isEqualTo(plan);
		assertThat(this.planWork.keys(order)).containsExactly("tasks");
	}

	@Test
	void the_shortest_plan_is_there_to_be_copied() {
		assertThat(this.planWork.brief(OrderFixtures.planning(OrderFixtures.placed(), PLACED)))
			.isEqualTo("The shortest plan: December 6, 2026: Storyboard\n\nYour story?\nUn renard.");
		assertThat(this.planWork.brief(OrderFixtures.placed()))
			.isEqualTo("The client had nothing to add to what the service says.");
	}

	// the draft

	@Test
	void a_draft_goes_to_the_client_with_its_files() {
		Order order = OrderFixtures.drafting(PLACED);
		this.files.stage("lea", order.number() + "/submitDraft/files");
		UUID put = UUID.randomUUID();
		this.submitDraft.take(order, new SubmitDraft.Decision("A sketch", List.of(put), null, null),
				submission("lea", days(1)));
		assertThat(order.status()).isEqualTo(OrderStatus.DRAFT_IN_REVIEW);
		assertThat(order.drafts().all().get(0).message()).isEqualTo("A sketch");
		assertThat(order.drafts().all().get(0).files()).as("those that it names, and no other").containsExactly(put);
		assertThat(order.plannedTasks()).as("the plan stays").isEqualTo(OrderFixtures.onePlannedTask());
		assertThat(this.files.attached()).containsExactly("lea draft/1 files [] 1");
	}

	@Test
	void what_is_to_be_approved_must_be_there() {
		Order order = OrderFixtures.drafting(PLACED);
		assertThat(problemsOf(() -> this.submitDraft.take(order, new SubmitDraft.Decision(" ", null, null, null),
				submission("lea", days(1)))))
			.containsExactly("message text-missing", "files draft-without-file");
		assertThat(problemsOf(() -> this.submitDraft.take(order,
				new SubmitDraft.Decision("A sketch", Arrays.asList((UUID) null), null, null),
				submission("lea", days(1)))))
			.as("once")
			.containsExactly("files wrong-json-type files");
		Order planOnly = OrderFixtures.drafting(ApprovalNeeded.PLAN, PLACED);
		this.submitDraft.take(planOnly, new SubmitDraft.Decision("The plan", NONE, null, null),
				submission("lea", days(1)));
		assertThat(planOnly.status()).isEqualTo(OrderStatus.DRAFT_IN_REVIEW);
		assertThat(this.files.attached()).isEmpty();
	}

	@Test
	void the_plan_may_change_with_the_draft() {
		Order order = OrderFixtures.drafting(ApprovalNeeded.PLAN, PLACED);
		this.submitDraft.take(order,
				new SubmitDraft.Decision("The plan", null, List.of(task("Ink", "2026-12-05")), null),
				submission("lea", days(1)));
		assertThat(order.plan()).extracting("title").containsExactly("Ink");
	}

	@Test
	void a_draft_is_read_from_tasklist() {
		Order order = OrderFixtures.drafting(PLACED);
		UUID file = UUID.randomUUID();
		assertThat(this.submitDraft.fromTasklist(order,
				tasklist(Map.of("message", "A sketch", "files", List.of(file), "tasks", "2026-12-05 Ink"))))
			.as("a box that is not ticked, or not there")
			.isEqualTo(new SubmitDraft.Decision("A sketch", List.of(file), List.of(task("Ink", "2026-12-05")), false));
		assertThat(this.submitDraft
			.fromTasklist(order, tasklist(Map.of("message", "A sketch", "files", List.of(file), "playable", true)))
			.playable()).isTrue();
		assertThat(this.submitDraft.keys(order)).containsExactlyInAnyOrder("message", "files", "stagedFiles", "tasks",
				"playable");
	}

	/** Each draft asks anew (B8). */
	@Test
	void the_freelancer_lets_the_client_play_the_films_and_sounds_of_one_draft() {
		Order order = OrderFixtures.drafting(PLACED);
		SubmitDraft.Decision jingle = this.submitDraft.fromPage(new OrderViews().build(),
				page("message", "A jingle", "files", UUID.randomUUID().toString(), "playable", "true"));
		this.submitDraft.take(order, jingle, submission("lea", days(1)));
		order.drafts().askForChanges("Louder", days(2));
		this.submitDraft.take(order, new SubmitDraft.Decision("Another", List.of(UUID.randomUUID()), null, null),
				submission("lea", days(3)));
		assertThat(order.drafts().all()).extracting(Draft::playable).containsExactly(true, false);
	}

	@Test
	void the_page_sends_the_plan_along_only_where_it_was_changed() {
		OrderView shown = new OrderViews().plan(new OrderView.Task(1, "Ink", LocalDate.of(2026, 12, 5), null)).build();
		assertThat(this.submitDraft.fromPage(shown, page("message", "M", "title", "Ink", "deadline", "2026-12-05")))
			.isEqualTo(new SubmitDraft.Decision("M", List.of(), null, false));
		assertThat(this.submitDraft.fromPage(shown, page("message", "M", "title", "Ink", "deadline", "2026-12-06")))
			.isEqualTo(new SubmitDraft.Decision("M", List.of(), List.of(task("Ink", "2026-12-06")), false));
	}

	@Test
	void whoever_drafts_again_reads_what_was_to_be_changed() {
		Order order = OrderFixtures.drafting(PLACED);
		assertThat(this.submitDraft.brief(order)).isEqualTo("Work plan\n2026-12-04 Storyboard");
		order.drafts().submit("A sketch", NONE, List.of(), false, days(1));
		order.drafts().askForChanges("Less red", days(2));
		assertThat(this.submitDraft.brief(order))
			.isEqualTo("The client asked for changes:\nLess red\n\nWork plan\n2026-12-04 Storyboard");
	}

	// what all have in common

	@Test
	void each_step_is_somebody_s() {
		Order order = draftInReview();
		assertThat(List.of(this.reviewRequirements, this.planWork, this.submitDraft, this.deliver))
			.allSatisfy((step) -> assertThat(step.assignee(order)).isEqualTo("lea"));
		assertThat(List.of(this.clarify, this.reviewDraft))
			.allSatisfy((step) -> assertThat(step.assignee(order)).isEqualTo("camille"));
	}

	@Test
	void a_decision_knows_its_step() {
		assertThat(List.of(review(null, null), new ClarifyRequirements.Decision(null, null),
				new PlanWork.Decision(null), new SubmitDraft.Decision(null, null, null, null),
				new ReviewDraft.Decision(null, null), new DeliverWork.Decision(null, null, null, null)))
			.extracting("step")
			.containsExactly(OrderStep.REVIEW_REQUIREMENTS, OrderStep.CLARIFY_REQUIREMENTS, OrderStep.PLAN_WORK,
					OrderStep.SUBMIT_DRAFT, OrderStep.REVIEW_DRAFT, OrderStep.DELIVER_WORK);
	}

	@Test
	void a_step_is_due_with_the_work_or_within_what_is_set() {
		Order order = OrderFixtures.drafting(PLACED);
		assertThat(this.deliver.due(order, days(1))).isEqualTo(days(5));
		assertThat(this.submitDraft.due(order, days(1))).isEqualTo(days(5));
		assertThat(this.deliver.due(OrderFixtures.placed(), days(1))).as("no clock yet")
			.isEqualTo(days(1).plus(Duration.ofHours(30)));
		assertThat(this.planWork.due(order, days(1))).isEqualTo(days(1).plus(Duration.ofHours(30)));
		assertThat(this.clarify.due(order, days(1))).isEqualTo(days(3));
		assertThat(this.reviewDraft.due(order, days(1))).isEqualTo(days(3));
		assertThat(List.of(this.deliver, this.submitDraft)).allMatch(Step::dueWithOrder);
		assertThat(List.of(this.planWork, this.clarify, this.reviewDraft)).noneMatch(Step::dueWithOrder);
	}

	@Test
	void what_is_due_within_a_day_is_urgent() {
		Order order = OrderFixtures.inProduction(1, PLACED);
		assertThat(this.deliver.urgent(order, days(4))).isFalse();
		assertThat(this.deliver.urgent(order, days(4).plusSeconds(1))).isTrue();
	}

	@Test
	void whoever_is_waited_for_is_told_and_reminded_and_nothing_happens_by_itself() {
		Order order = draftInReview();
		for (Step<?> step : new ArrayList<>(List.of(this.planWork, this.deliver, this.reviewDraft))) {
			assertThat(step.toldWhenAsked()).isTrue();
			assertThat(step.remind(order, PLACED, days(10))).isTrue();
			assertThat(step.remind(order, PLACED, days(12))).as("less often after a while").isFalse();
			assertThat(step.remind(order, PLACED, days(16))).isTrue();
			assertThat(step.otherwise(order)).isEmpty();
		}
		assertThat(this.planWork.answers()).isEmpty();
		assertThat(this.planWork.files(view())).isEmpty();
	}

	@Test
	void an_outcome_gathers_answers() {
		StepOutcome outcome = StepOutcome.of("one", 1).with("two", 2);
		assertThat(outcome).isEqualTo(new StepOutcome(Map.of("one", 1, "two", 2), false));
		assertThat(outcome.withDueDateMoved().with("three", 3).dueDateMoved()).isTrue();
		assertThat(outcome.withDueDateMoved().answers()).isEqualTo(outcome.answers());
	}

	private Order asked(String question) {
		Order order = OrderFixtures.withRequirements(PLACED);
		order.requirements().askForClarification(question, days(1));
		return order;
	}

	private Order draftInReview() {
		Order order = OrderFixtures.drafting(PLACED);
		order.drafts().submit("A sketch", List.of(UUID.randomUUID()), List.of(), false, days(1));
		return order;
	}

	private static OrderView view() {
		return new OrderViews().build();
	}

	private static ReviewRequirements.Decision review(ReviewRequirements.Choice choice, String question) {
		return new ReviewRequirements.Decision(choice, question);
	}

	private static TaskInput task(String title, String deadline) {
		return new TaskInput(title, SubmittedDate.of(deadline));
	}

}
