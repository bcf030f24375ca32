package io.orderflow.order.step;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.orderflow.order.ChangeRequest.Asked;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.ResponsibleParty;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.order.step.ReviewDelivery.Choice;
import io.orderflow.order.step.ReviewDelivery.Decision;
import io.orderflow.platform.SubmittedForm;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.RefusalAssertions.problemsOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.step.StepFixtures.SETTINGS;
import static io.orderflow.order.step.StepFixtures.page;
import static io.orderflow.order.step.StepFixtures.submission;
import static io.orderflow.order.step.StepFixtures.tasklist;
import static org.assertj.core.api.Assertions.assertThat;

/** The client accepts, asks for a revision point by point, or for more time. */
class ReviewDeliveryTest {

	private final ReviewDelivery step = new ReviewDelivery(SETTINGS);

	private final Order order = OrderFixtures.delivered(2, PLACED);

	@Test
	void a_delivery_is_accepted() {
		StepOutcome outcome = take(new Decision(Choice.ACCEPT, List.of(point(" ", null, Scope.INSIDE))));
		assertThat(this.order.status()).isEqualTo(OrderStatus.ACCEPTED);
		assertThat(outcome).isEqualTo(new StepOutcome(Map.of("deliveryDecision", "accepted"), false));
		assertThat(this.step.answers()).containsAll(outcome.answers().keySet());
	}

	@Test
	void points_are_sent_with_a_revision_and_with_nothing_else() {
		for (Choice other : List.of(Choice.ACCEPT, Choice.MORE_TIME)) {
			Decision decision = new Decision(other, List.of(point("Larger", null, Scope.INSIDE)));
			assertThat(problemsOf(() -> take(decision))).containsExactly("points points-not-sent");
			Confirmation asked = this.step.toConfirm(new OrderViews().build(), decision).orElseThrow();
			assertThat(asked.leftOut()).containsExactly("Larger");
			assertThat(this.step.confirmed(decision)).isEqualTo(new Decision(other, null));
		}
		assertThat(this.order.status()).isEqualTo(OrderStatus.DELIVERED);
	}

	@Test
	void what_ends_the_order_is_asked_once() {
		assertThat(this.step.toConfirm(new OrderViews().build(), new Decision(Choice.ACCEPT, null)))
			.contains(new Confirmation("accept", "order.step.reviewDelivery.ends", List.of()));
		assertThat(this.step.toConfirm(new OrderViews().build(), new Decision(Choice.MORE_TIME, null))).isEmpty();
		assertThat(this.step.toConfirm(new OrderViews().build(), revision(point("Larger", null, Scope.INSIDE))))
			.isEmpty();
	}

	@Test
	void a_revision_has_points_that_name_what_they_belong_to() {
		StepOutcome outcome = take(revision(point("Longer", "story", null), point("A third one", null, Scope.OUTSIDE)));
		assertThat(this.order.status()).isEqualTo(OrderStatus.IN_REVISION);
		assertThat(this.order.rounds().all().get(0).points()).containsExactly(
				new RevisionPoint("Longer", "story", Scope.INSIDE),
				new RevisionPoint("A third one", RevisionPoint.SOMETHING_ELSE, Scope.OUTSIDE));
		assertThat(outcome)
			.isEqualTo(new StepOutcome(Map.of("deliveryDecision", "revision", "firstRound", false), true));
		assertThat(this.step.answers()).containsAll(outcome.answers().keySet());
	}

	@Test
	void more_time_moves_the_timers() {
		StepOutcome outcome = take(new Decision(Choice.MORE_TIME, null));
		assertThat(this.order.rounds().acceptBy()).isEqualTo(days(7));
		assertThat(outcome).isEqualTo(new StepOutcome(
				Map.of("deliveryDecision", "moreTime", "reviewReminderAt", days(6), "silentAcceptanceAt", days(7)),
				false));
		assertThat(this.step.answers()).containsAll(outcome.answers().keySet());
		assertThat(codeOf(() -> take(new Decision(Choice.MORE_TIME, null)))).isEqualTo("CONFLICT more-time-used");
	}

	@Test
	void something_is_decided() {
		assertThat(problemsOf(() -> take(new Decision(null, null)))).containsExactly("decision choice-missing");
	}

	@Test
	void a_revision_says_what_is_to_be_changed() {
		assertThat(problemsOf(() -> take(new Decision(Choice.REVISION, null))))
			.containsExactly("points points-missing");
		assertThat(problemsOf(() -> take(revision(point(" ", "story", null)))))
			.containsExactly("points[0].text points-missing");
		assertThat(problemsOf(() -> take(revision(point("\u00a0\u200b", "story", null)))))
			.as("nothing can be seen of it")
			.containsExactly("points[0].text points-missing");
		PointInput[] many = Collections.nCopies(20, point("🦊".repeat(1_000), "story", null))
			.toArray(PointInput[]::new);
		assertThat(problemsOf(() -> take(revision(many)))).as("counted as they are read")
			.noneMatch((problem) -> problem.contains("points-too-long"));
		assertThat(problemsOf(() -> take(revision((PointInput) null))))
			.containsExactly("points[0] wrong-json-type points");
		assertThat(this.order.status()).isEqualTo(OrderStatus.DELIVERED);
	}

	@Test
	void a_point_names_a_requirement_that_there_is_or_lies_outside() {
		assertThat(problemsOf(() -> take(revision(point("Longer", "logo", null)))))
			.containsExactly("points[0].belongsTo requirement-unknown logo");
		assertThat(problemsOf(() -> take(revision(point("Longer", null, Scope.INSIDE)))))
			.containsExactly("points[0].belongsTo point-without-requirement Longer");
		assertThat(problemsOf(() -> take(revision(point("Longer", "task-2", null)))))
			.containsExactly("points[0].belongsTo requirement-unknown task-2");
		assertThat(problemsOf(() -> take(revision(point("x".repeat(40), null, null)))))
			.containsExactly("points[0].belongsTo point-without-requirement " + "x".repeat(40));
		assertThat(problemsOf(() -> take(revision(point("🦊".repeat(41), null, null)))))
			.containsExactly("points[0].belongsTo point-without-requirement " + "🦊".repeat(40) + "…");
	}

	@Test
	void a_point_can_belong_to_the_plan_to_the_draft_or_to_something_else() {
		Order unasked = OrderFixtures.placedOf();
		unasked.requirements().submit(List.of(), PLACED);
		unasked.requirements().confirm(PLACED);
		unasked.planWork(OrderFixtures.onePlannedTask(), PLACED);
		unasked.drafts().submit("A sketch", List.of(), List.of(), false, PLACED);
		unasked.drafts().approve("", PLACED);
		unasked.rounds()
			.deliver("Voilà", List.of(), SETTINGS.acceptedAfter(), SETTINGS.acceptanceReminderBefore(), PLACED);
		assertThat(this.step.brief(unasked)).endsWith("""

				What a point can belong to
				[task-1] Storyboard
				[approved-draft] approved draft
				[something-else] something else
				[outside] outside what was agreed""");
		this.step.take(unasked,
				revision(point("As sketched", "approved-draft", null), point("Softer", "something-else", Scope.INSIDE)),
				submission("camille", days(1)));
		assertThat(unasked.status()).isEqualTo(OrderStatus.IN_REVISION);
		assertThat(unasked.rounds().openPoints()).extracting(RevisionPoint::belongsTo)
			.containsExactly("approved-draft", "something-else");
	}

	@Test
	void there_are_as_many_points_as_are_set_of_a_thousand_characters_each() {
		PointInput[] three = { point("a", "story", null), point("b", "story", null), point("c", "story", null) };
		assertThat(problemsOf(() -> take(revision(three)))).containsExactly("points too-many-points 2 3");
		assertThat(problemsOf(() -> take(revision(point("x".repeat(1_001), "story", null)))))
			.containsExactly("points[0].text text-too-long 1000 1001");
		take(revision(point("x".repeat(1_000), "story", null), point("b", "story", null)));
	}

	@Test
	void points_are_lines_in_tasklist() {
		assertThat(this.step.fromTasklist(this.order,
				tasklist(Map.of("decision", "revision", "points", "[story] Longer\n[story, outside] In gold\nOdd"))))
			.isEqualTo(revision(point("Longer", "story", Scope.INSIDE), point("In gold", "story", Scope.OUTSIDE),
					point("Odd", null, Scope.INSIDE)));
		assertThat(this.step.fromTasklist(this.order, tasklist(Map.of("decision", "moreTime"))))
			.isEqualTo(new Decision(Choice.MORE_TIME, List.of()));
		assertThat(this.step.keys(this.order)).containsExactlyInAnyOrder("decision", "points");
	}

	@Test
	void points_are_rows_on_the_page() {
		assertThat(this.step.fromPage(new OrderViews().build(),
				page("decision", "revision", "point", " Longer ", "belongsTo", "story", "scope", "inside", "point", " ",
						"belongsTo", "story", "scope", "inside", "point", "In gold", "belongsTo", "", "scope",
						"outside")))
			.isEqualTo(revision(point("Longer", "story", Scope.INSIDE), point("In gold", null, Scope.OUTSIDE)));
	}

	@Test
	void a_form_that_comes_back_has_what_was_typed_and_a_row_more_where_one_was_asked_for() {
		assertThat(PointInput.rows(SubmittedForm.nothing())).containsExactly(new PointInput.Row("", "", false));
		assertThat(PointInput.rows(SubmittedForm.unsent(Map.of("point", List.of("Longer", "In gold"), "belongsTo",
				List.of("story"), "scope", List.of("inside", "outside")))))
			.containsExactly(new PointInput.Row("Longer", "story", false), new PointInput.Row("In gold", "", true));
		assertThat(PointInput.rows(SubmittedForm.unsent(Map.of("point", List.of("Longer"), "more", List.of("1")))))
			.containsExactly(new PointInput.Row("Longer", "", false), new PointInput.Row("", "", false));
	}

	@Test
	void it_is_the_client_s_and_due_when_silence_accepts() {
		assertThat(this.step.assignee(this.order)).isEqualTo("camille");
		assertThat(this.step.due(this.order, days(1))).isEqualTo(days(3));
		assertThat(this.step.due(OrderFixtures.placed(), days(1))).isAfter(days(2));
		assertThat(this.step.dueWithOrder()).isTrue();
		assertThat(new Decision(null, null).step()).isEqualTo(OrderStep.REVIEW_DELIVERY);
		assertThat(this.step.otherwise(this.order)).hasValueSatisfying((then) -> {
			assertThat(then.at()).isEqualTo(days(3));
			assertThat(then.before()).isEqualTo("If you say nothing, it is accepted: ");
		});
		assertThat(this.step.otherwise(OrderFixtures.placed())).isEmpty();
	}

	@Test
	void nobody_is_reminded_of_what_silence_does_not_accept_now() {
		assertThat(this.step.remind(this.order, PLACED, days(1))).isTrue();
		assertThat(this.step.remind(this.order, PLACED, days(1))).as("once").isFalse();
		Order held = OrderFixtures.delivered(1, PLACED);
		held.requests().askForCancellation(asked(days(1)), ResponsibleParty.NOBODY);
		assertThat(this.step.remind(held, PLACED, days(1))).isFalse();
	}

	@Test
	void the_timers_wait_until_silence_may_accept_again() {
		assertThat(ReviewDateCalculator.of(this.order, SETTINGS, days(1)))
			.isEqualTo(new ReviewDateCalculator.Dates(days(2), days(3), false));
		this.order.requests().askForCancellation(asked(days(2)), ResponsibleParty.NOBODY);
		assertThat(ReviewDateCalculator.of(this.order, SETTINGS, days(3)))
			.isEqualTo(new ReviewDateCalculator.Dates(days(3), days(4), false));
		assertThat(ReviewDateCalculator.of(OrderFixtures.placed(), SETTINGS, days(1)))
			.isEqualTo(new ReviewDateCalculator.Dates(days(3), days(4), false));
	}

	@Test
	void the_client_reads_what_was_delivered_and_how_a_point_is_written() {
		assertThat(this.step.brief(this.order))
			.isEqualTo("Voilà\n\nRevisions left: 2\n\nWhat a point can belong to\n[story] Your story?"
					+ "\n[task-1] Storyboard\n[something-else] something else\n[outside] outside what was agreed");
	}

	@Test
	void the_client_reads_what_became_of_the_points_of_a_revision() {
		this.order.rounds()
			.askForRevision(List.of(new RevisionPoint("Longer", "story", Scope.INSIDE),
					new RevisionPoint("In gold", "task-1", Scope.OUTSIDE)), days(1));
		this.order.rounds().objectTo(1, "The brief says short", days(1));
		this.order.rounds().answerPoints(List.of("As long as the brief says", "In gold now"));
		this.order.rounds()
			.deliver("Encore", List.of(), SETTINGS.acceptedAfter(), SETTINGS.acceptanceReminderBefore(), days(2));
		assertThat(this.step.brief(this.order)).startsWith("""
				Encore

				What you asked for
				- [story] Longer
				  Objection: The brief says short
				  Answer: As long as the brief says
				- [task-1, outside] In gold
				  Answer: In gold now

				Revisions left: 1
				""");
	}

	private StepOutcome take(Decision decision) {
		return this.step.take(this.order, decision, submission("camille", days(1)));
	}

	private static Asked asked(Instant at) {
		return new Asked("lea", "Because", at, at.plus(SETTINGS.requestAnsweredWithin()));
	}

	private static Decision revision(PointInput... points) {
		return new Decision(Choice.REVISION, Arrays.asList(points));
	}

	private static PointInput point(String text, String requirement, Scope scope) {
		return new PointInput(text, requirement, scope);
	}

}
