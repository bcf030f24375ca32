package io.orderflow.order.step;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.order.Answer;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.ResponsibleParty;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.WorkerResult;
import io.orderflow.order.brief.RequestText;
import io.orderflow.order.dashboard.DraftView;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.order.dashboard.PointView;
import io.orderflow.order.dashboard.RequestView;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalTexts;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.step.StepFixtures.ACCOUNTS;
import static io.orderflow.order.step.StepFixtures.AMERICAN;
import static io.orderflow.order.step.StepFixtures.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a step shows of the order, on its page and in Tasklist, and where the API offers
 * it.
 */
class StepViewsTest {

	private static final ReaderFormats FORMATS = new ReaderFormats(new StaticMessageSource(), Locale.ENGLISH,
			ZoneOffset.UTC, days(1));

	private static final RequirementQuestion LOGO = new RequirementQuestion("logo", Kind.FILE, "Logo?", false);

	private final StepFileHandler files = new StepFileHandler(new StepFixtures.Files());

	private final PlanChecker plans = new PlanChecker(ACCOUNTS, AMERICAN, SETTINGS);

	private final ReviewRequirements reviewRequirements = new ReviewRequirements(SETTINGS);

	private final ClarifyRequirements clarify = new ClarifyRequirements(this.files, SETTINGS);

	private final SubmitDraft submitDraft = new SubmitDraft(this.files, this.plans, SETTINGS);

	private final ReviewDraft reviewDraft = new ReviewDraft(SETTINGS);

	private final DeliverWork deliver = new DeliverWork(this.files, SETTINGS);

	private final ReviewDelivery reviewDelivery = new ReviewDelivery(SETTINGS);

	private final ProvideRequirements provide = new ProvideRequirements(this.files, ACCOUNTS, AMERICAN, SETTINGS);

	private final AnswerRequest answerRequest = new AnswerRequest(new RequestText(ACCOUNTS), ACCOUNTS, SETTINGS);

	@Test
	void the_api_offers_each_step_below_the_order() {
		PlanWork planWork = new PlanWork(this.plans, ACCOUNTS, SETTINGS);
		assertThat(List.of(this.provide, this.reviewRequirements, this.clarify, planWork, this.submitDraft,
				this.reviewDraft, this.deliver, this.reviewDelivery, this.answerRequest))
			.extracting((step) -> step.api().orElseThrow().path())
			.containsExactly("requirements", "requirements/review", "requirements/clarification", "plan", "drafts",
					"drafts/review", "deliveries", "deliveries/review", "requests/answer");
		assertThat(new PostProgressUpdate(this.files, null, SETTINGS).api()).as("unasked, too").isEmpty();
	}

	@Test
	void the_steps_that_take_files_have_a_field_for_them() {
		OrderView order = new OrderViews()
			.requirements(new OrderView.Requirement(LOGO, List.of(), List.of()),
					new OrderView.Requirement(OrderFixtures.STORY, List.of(), List.of()))
			.build();
		assertThat(List.of(this.clarify, this.submitDraft, this.deliver))
			.allSatisfy((step) -> assertThat(step.files(order)).containsExactly(FileInput.ANY));
		assertThat(this.provide.files(order)).containsExactly(new FileInput("answer_logo", "Logo?", List.of()));
		assertThat(this.reviewDraft.files(order)).isEmpty();
	}

	@Test
	void the_client_sees_what_is_asked() {
		OrderView order = new OrderViews()
			.requirements(new OrderView.Requirement(OrderFixtures.STORY, List.of(), List.of()))
			.clarifications(question("Which fox?", null))
			.build();
		assertThat(this.provide.view(order, SubmittedForm.nothing(), FORMATS).questions())
			.containsExactly(OrderFixtures.STORY);
		assertThat(this.clarify.view(order, SubmittedForm.nothing(), FORMATS).question()).isEqualTo("Which fox?");
	}

	@Test
	void the_freelancer_sees_what_was_answered_last() {
		OrderView.Question answered = question("Which fox?", "The red one");
		ReviewRequirements.View view = this.reviewRequirements.view(new OrderViews().clarifications(answered).build(),
				SubmittedForm.nothing(), FORMATS);
		assertThat(view).isEqualTo(new ReviewRequirements.View(answered, false));
		assertThat(this.reviewRequirements.view(new OrderViews().build(), typed("question", "Q"), FORMATS))
			.isEqualTo(new ReviewRequirements.View(null, true));
		assertThat(this.reviewRequirements
			.view(new OrderViews().clarifications(question("Which fox?", null)).build(), SubmittedForm.nothing(),
					FORMATS)
			.answered()).isNull();
	}

	@Test
	void the_freelancer_drafts_with_the_plan_and_what_was_to_be_changed_at_hand() {
		OrderView.Task task = new OrderView.Task(1, "Draw", LocalDate.of(2026, 12, 4), null);
		assertThat(this.submitDraft.view(new OrderViews().plan(task).build(), SubmittedForm.nothing(), FORMATS))
			.isEqualTo(new SubmitDraft.View(null, List.of(new TaskInput.Row("Draw", "2026-12-04")), false));
		OrderView again = new OrderViews().plan(task).drafts(draft(1, "Less red"), draft(2, "No red")).build();
		assertThat(this.submitDraft.view(again, refused("tasks"), FORMATS))
			.isEqualTo(new SubmitDraft.View("No red", List.of(new TaskInput.Row("Draw", "2026-12-04")), true));
		assertThat(this.reviewDraft.view(again, SubmittedForm.nothing(), FORMATS))
			.isEqualTo(new ReviewDraft.View(again.drafts().get(1), again.drafts().get(0)));
	}

	@Test
	void the_freelancer_revises_with_the_points_at_hand() {
		PointView point = new PointView(1, "Longer", "story", "Your story?", Scope.INSIDE, null, null);
		assertThat(this.deliver.view(new OrderViews().build(), SubmittedForm.nothing(), FORMATS).points()).isEmpty();
		assertThat(this.deliver
			.view(new OrderViews().deliveries(delivery(null, point)).build(), SubmittedForm.nothing(), FORMATS)
			.points()).containsExactly(point);
	}

	@Test
	void the_client_can_ask_for_more_time_once() {
		OrderView first = new OrderViews().deliveries(delivery(null)).build();
		assertThat(this.reviewDelivery.view(first, SubmittedForm.nothing(), FORMATS))
			.isEqualTo(new ReviewDelivery.View(first.deliveries().get(0), Duration.ofDays(4),
					List.of(new PointInput.Row("", "", false)), first.pointSubjects(), false, List.of()));
		OrderView asked = new OrderViews().deliveries(delivery(days(1))).build();
		assertThat(this.reviewDelivery.view(asked, typed("point", "Longer"), FORMATS))
			.isEqualTo(new ReviewDelivery.View(asked.deliveries().get(0), null,
					List.of(new PointInput.Row("Longer", "", false)), asked.pointSubjects(), true, List.of()));
	}

	@Test
	void whoever_is_asked_sees_the_request_that_waits() {
		RequestView waiting = request(2, ChangeRequest.State.WAITING);
		OrderView order = new OrderViews().requests(request(1, ChangeRequest.State.REFUSED), waiting).build();
		assertThat(this.answerRequest.view(order, SubmittedForm.nothing(), FORMATS))
			.isEqualTo(new AnswerRequest.View(waiting));
		assertThat(this.answerRequest.view(new OrderViews().build(), SubmittedForm.nothing(), FORMATS)).isNull();
	}

	@Test
	void tasklist_tells_the_requirements_question_by_question_and_what_was_cleared_up() {
		Order order = OrderFixtures.placedOf(OrderFixtures.STORY, LOGO, new RequirementQuestion("styles",
				Kind.MULTIPLE_CHOICE, "Styles?", false, List.of("Ink", "Oil"), List.of()));
		order.requirements()
			.submit(List.of(new Answer("styles", List.of("Ink", "Oil"), List.of()),
					new Answer("story", List.of("Un renard."), List.of()),
					new Answer("logo", List.of(), List.of(UUID.randomUUID()))), PLACED);
		order.requirements().askForClarification("Which fox?", days(1));
		order.requirements().clarify("The red one", List.of(UUID.randomUUID()), days(1));
		order.requirements().askForClarification("Which sea?", days(1));
		assertThat(this.reviewRequirements.brief(order)).isEqualTo("""
				Your story?
				Un renard.

				Logo?
				1 file, on the order page

				Styles?
				Ink, Oil

				You asked: Which fox?
				Answer: The red one

				1 file, on the order page""");
	}

	private static SubmittedForm typed(String field, String value) {
		return SubmittedForm.unsent(Map.of(field, List.of(value)));
	}

	private static SubmittedForm refused(String field) {
		StaticMessageSource texts = new StaticMessageSource();
		texts.addMessage("refusal.plan-missing", Locale.ENGLISH, "No plan.");
		return SubmittedForm.refused(Map.of(), Refusal.invalid(field, "plan-missing"), RefusalTexts.of(texts),
				Locale.ENGLISH);
	}

	private static OrderView.Question question(String question, @Nullable String answer) {
		return new OrderView.Question(1, question, PLACED, answer, List.of(), null);
	}

	private static DraftView draft(int no, String comments) {
		return new DraftView(no, "A sketch", List.of(), PLACED, WorkerResult.MADE, false, List.of(), "CHANGES_ASKED",
				comments, days(1), false, false);
	}

	private static OrderView.DeliveryView delivery(@Nullable Instant moreTimeAskedAt, PointView... points) {
		return new OrderView.DeliveryView(1, "Voilà", List.of(), PLACED, moreTimeAskedAt, null, List.of(points), null);
	}

	private static RequestView request(int no, ChangeRequest.State state) {
		return new RequestView(no, ChangeRequest.Kind.CANCELLATION, state, "lea", "Because", null, null,
				ResponsibleParty.NOBODY, PLACED, days(2), null, null, null, null, null, null, null, null, null, false);
	}

}
