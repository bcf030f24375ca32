package io.orderflow.order.step;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.stream.Stream;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.PlanTask;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.RevisionPoint.Scope;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.step.StepFixtures.ACCOUNTS;
import static io.orderflow.order.step.StepFixtures.AMERICAN;
import static io.orderflow.order.step.StepFixtures.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever a step waits for is told what led to it, not only what is to be done. */
class StepOccasionTest {

	private final StepFileHandler files = new StepFileHandler(new StepFixtures.Files());

	private final DeliverWork deliver = new DeliverWork(this.files, SETTINGS);

	private final ReviewDraft reviewDraft = new ReviewDraft(SETTINGS);

	private final SubmitDraft submitDraft = new SubmitDraft(this.files, new PlanChecker(ACCOUNTS, AMERICAN, SETTINGS),
			SETTINGS);

	@Test
	void a_delivery_is_awaited_at_once_after_a_draft_or_after_a_revision() {
		assertThat(this.deliver.occasion(OrderFixtures.inProduction(1, PLACED))).isEmpty();
		Order approved = inReview();
		approved.drafts().approve("", days(2));
		assertThat(this.deliver.occasion(approved)).isEqualTo("approved");
		Order revised = OrderFixtures.delivered(1, PLACED);
		revised.rounds().askForRevision(List.of(new RevisionPoint("Longer", "story", Scope.INSIDE)), days(1));
		assertThat(this.deliver.occasion(revised)).isEqualTo("revision");
	}

	@Test
	void who_is_reminded_of_a_delivery_reads_only_of_what_they_can_ask_for() {
		ReviewDelivery review = new ReviewDelivery(SETTINGS);
		Order one = OrderFixtures.delivered(1, PLACED);
		assertThat(review.reminded(one)).isEmpty();
		one.rounds().askForMoreTime(Duration.ofDays(2), days(1));
		assertThat(review.reminded(one)).isEqualTo("moreTimeAsked");
		Order none = OrderFixtures.delivered(0, PLACED);
		assertThat(review.reminded(none)).isEqualTo("last");
		none.rounds().askForMoreTime(Duration.ofDays(2), days(1));
		assertThat(review.reminded(none)).isEqualTo("lastMoreTimeAsked");
	}

	@Test
	void who_had_a_plan_alone_to_approve_has_approved_no_draft() {
		Order planned = OrderFixtures.drafting(ApprovalNeeded.PLAN, PLACED);
		planned.drafts().submit("As planned", List.of(), List.of(), false, days(1));
		assertThat(this.reviewDraft.occasion(planned)).isEqualTo("plan");
		planned.drafts().approve("", days(2));
		assertThat(this.deliver.occasion(planned)).isEqualTo("planApproved");
		assertThat(this.reviewDraft.occasion(inReview())).isEmpty();
	}

	@Test
	void a_plan_alone_is_awaited_and_reminded_of_as_a_plan() {
		Order planned = OrderFixtures.drafting(ApprovalNeeded.PLAN, PLACED);
		assertThat(this.submitDraft.occasion(planned)).isEqualTo("plan");
		assertThat(this.submitDraft.reminded(planned)).isEqualTo("plan");
		planned.drafts().submit("As planned", List.of(), List.of(), false, days(1));
		assertThat(this.reviewDraft.reminded(planned)).isEqualTo("plan");
		planned.drafts().askForChanges("Earlier", days(2));
		assertThat(this.submitDraft.occasion(planned)).isEqualTo("planChanges");
		assertThat(this.submitDraft.reminded(inReview())).isEmpty();
		assertThat(this.reviewDraft.reminded(inReview())).isEmpty();
	}

	@Test
	void a_draft_is_awaited_first_or_after_changes_were_asked_for() {
		assertThat(this.submitDraft.occasion(OrderFixtures.drafting(PLACED))).isEmpty();
		Order changed = inReview();
		changed.drafts().askForChanges("Less red", days(2));
		assertThat(this.submitDraft.occasion(changed)).isEqualTo("changes");
	}

	@Test
	void a_plan_that_was_changed_with_the_draft_is_told_with_it_and_the_same_plan_is_not() {
		Order order = inReview();
		order.drafts().askForChanges("Less red", days(2));
		order.drafts()
			.submit("Another", List.of(UUID.randomUUID()),
					List.of(new PlanTask.Planned("Ink", LocalDate.of(2026, 12, 5))), false, days(3));
		assertThat(this.reviewDraft.occasion(order)).isEqualTo("planChanged");
		assertThat(this.reviewDraft.reminded(order)).isEmpty();
		assertThat(this.reviewDraft.brief(order)).contains("The plan was changed with it.\n\nWork plan\n");
		order.drafts().askForChanges("Less red still", days(4));
		order.drafts().submit("A third", List.of(UUID.randomUUID()), order.plannedTasks(), false, days(5));
		assertThat(this.reviewDraft.occasion(order)).isEmpty();
	}

	@Test
	void each_occasion_has_words_of_its_own_in_both_languages() {
		for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
			ResourceBundle texts = ResourceBundle.getBundle("messages", language,
					ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
			for (String part : List.of(".title", ".text")) {
				assertThat(Stream.of("deliverWork", "deliverWork.approved", "deliverWork.planApproved",
						"deliverWork.revision", "reviewDraft", "reviewDraft.plan", "reviewDraft.planChanged",
						"submitDraft", "submitDraft.changes", "submitDraft.plan", "submitDraft.planChanges",
						"reviewRequirements", "reviewRequirements.clarified"))
					.extracting((key) -> texts.getString("notification.order.todo." + key + part))
					.doesNotHaveDuplicates();
			}
		}
	}

	private static Order inReview() {
		Order order = OrderFixtures.drafting(PLACED);
		order.drafts().submit("A sketch", List.of(UUID.randomUUID()), List.of(), false, days(1));
		return order;
	}

}
