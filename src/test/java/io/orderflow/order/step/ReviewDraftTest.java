package io.orderflow.order.step;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViews;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.problemsOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.step.StepFixtures.SETTINGS;
import static io.orderflow.order.step.StepFixtures.page;
import static io.orderflow.order.step.StepFixtures.submission;
import static io.orderflow.order.step.StepFixtures.tasklist;
import static org.assertj.core.api.Assertions.assertThat;

/** How a client decides on a draft (S24, B3). */
class ReviewDraftTest {

	private final ReviewDraft reviewDraft = new ReviewDraft(SETTINGS);

	@Test
	void a_draft_is_approved_with_or_without_a_word() {
		Order order = draftInReview();
		StepOutcome outcome = this.reviewDraft.take(order, new ReviewDraft.Decision(ReviewDraft.Choice.APPROVE, null),
				submission("camille", days(2)));
		assertThat(order.status()).isEqualTo(OrderStatus.IN_PRODUCTION);
		assertThat(order.drafts().all().get(0).comments()).isEmpty();
		assertThat(outcome).isEqualTo(new StepOutcome(Map.of("draftApproved", true), true));
		assertThat(this.reviewDraft.answers()).containsExactly("draftApproved");
	}

	@Test
	void changes_say_which() {
		Order order = draftInReview();
		assertThat(problemsOf(() -> this.reviewDraft.take(order,
				new ReviewDraft.Decision(ReviewDraft.Choice.CHANGES, " "), submission("camille", days(2)))))
			.containsExactly("comments text-missing");
		assertThat(problemsOf(() -> this.reviewDraft.take(order, new ReviewDraft.Decision(null, "x".repeat(5_001)),
				submission("camille", days(2)))))
			.containsExactly("decision choice-missing", "comments text-too-long 5000 5001");
		assertThat(order.status()).isEqualTo(OrderStatus.DRAFT_IN_REVIEW);
		StepOutcome outcome = this.reviewDraft.take(order,
				new ReviewDraft.Decision(ReviewDraft.Choice.CHANGES, "Less red"), submission("camille", days(2)));
		assertThat(order.status()).isEqualTo(OrderStatus.DRAFTING);
		assertThat(order.drafts().all().get(0).comments()).isEqualTo("Less red");
		assertThat(outcome).isEqualTo(new StepOutcome(Map.of("draftApproved", false), true));
	}

	@Test
	void the_review_of_a_draft_is_read_from_tasklist_and_from_the_page() {
		Order order = draftInReview();
		ReviewDraft.Decision changes = new ReviewDraft.Decision(ReviewDraft.Choice.CHANGES, "Less red");
		assertThat(
				this.reviewDraft.fromTasklist(order, tasklist(Map.of("decision", "changes", "comments", "Less red"))))
			.isEqualTo(changes);
		assertThat(this.reviewDraft.fromPage(view(), page("decision", "changes", "comments", "Less red")))
			.isEqualTo(changes);
		assertThat(this.reviewDraft.keys(order)).containsExactlyInAnyOrder("decision", "comments");
		assertThat(this.reviewDraft.brief(order))
			.isEqualTo("A sketch\n\n1 file, on the order page\n\nWork plan\nDecember 4, 2026: Storyboard");
		Order played = OrderFixtures.drafting(PLACED);
		played.drafts().submit("A jingle", List.of(UUID.randomUUID()), List.of(), true, days(1));
		assertThat(this.reviewDraft.brief(played)).startsWith(
				"A jingle\n\n1 file, on the order page\n\nIts films and sounds can be played on the order page.\n");
	}

	private static Order draftInReview() {
		Order order = OrderFixtures.drafting(PLACED);
		order.drafts().submit("A sketch", List.of(UUID.randomUUID()), List.of(), false, days(1));
		return order;
	}

	private static OrderView view() {
		return new OrderViews().build();
	}

}
