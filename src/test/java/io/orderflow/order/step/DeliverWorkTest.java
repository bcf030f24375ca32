package io.orderflow.order.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.platform.FormValues;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.platform.FormValues;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.problemsOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.step.StepFixtures.SETTINGS;
import static io.orderflow.order.step.StepFixtures.page;
import static io.orderflow.order.step.StepFixtures.submission;
import static io.orderflow.order.step.StepFixtures.tasklist;
import static org.assertj.core.api.Assertions.assertThat;

/** The freelancer delivers a round of work, and answers each point of a revision. */
class DeliverWorkTest {

	private final StepFixtures.Files files = new StepFixtures.Files();

	private final DeliverWork step = new DeliverWork(new StepFileHandler(this.files), SETTINGS);

	@Test
	void a_delivery_goes_to_the_client_who_has_three_days() {
		Order order = OrderFixtures.inProduction(1, PLACED);
		UUID file = UUID.randomUUID();
		StepOutcome outcome = this.step.take(order, new DeliverWork.Decision("Voilà", List.of(file), null, null),
				submission("lea", days(1)));
		assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
		assertThat(order.rounds().acceptBy()).isEqualTo(days(4));
		assertThat(order.rounds().newest().files()).containsExactly(file);
		assertThat(this.files.attached()).containsExactly("lea delivery/1 files [] 1");
		assertThat(outcome).isEqualTo(StepOutcome.DONE);
		assertThat(problemsOf(() -> this.step.take(OrderFixtures.inProduction(1, PLACED),
				new DeliverWork.Decision("", null, null, null), submission("lea", days(1)))))
			.containsExactly("message text-missing", "files delivery-without-file");
	}

	@Test
	void a_delivery_is_read_from_tasklist_and_from_the_page() {
		Order order = OrderFixtures.inProduction(1, PLACED);
		assertThat(this.step.fromTasklist(order, tasklist(Map.of("message", "Voilà"))))
			.isEqualTo(new DeliverWork.Decision("Voilà", List.of(), List.of(), false));
		assertThat(this.step.fromPage(new OrderViews().build(), page("message", "Voilà")))
			.isEqualTo(new DeliverWork.Decision("Voilà", List.of(), List.of(), false));
		assertThat(this.step.keys(order)).containsExactlyInAnyOrder("message", "files", "stagedFiles", "answers",
				"withoutFiles");
		assertThat(this.step.brief(order)).isEqualTo("Work plan\nDecember 4, 2026: Storyboard");
	}

	@Test
	void a_delivery_without_files_says_so_and_one_with_files_does_not() {
		Order order = OrderFixtures.inProduction(1, PLACED);
		this.files.stage("lea", order.number() + "/deliverWork/files");
		assertThat(problemsOf(() -> deliver(order, null, null))).containsExactly("files delivery-without-file");
		assertThat(problemsOf(() -> deliver(order, null, false))).containsExactly("files delivery-without-file");
		assertThat(problemsOf(() -> deliver(order, List.of(UUID.randomUUID()), true)))
			.containsExactly("files delivery-with-files");
		assertThat(this.step.fromTasklist(order, tasklist(Map.of("withoutFiles", true, "stagedFiles", "leave")))
			.withoutFiles()).isTrue();
		assertThat(this.step.fromPage(new OrderViews().build(), page("withoutFiles", "true")).withoutFiles()).isTrue();
		assertThat(order.status()).isEqualTo(OrderStatus.IN_PRODUCTION);
		deliver(order, null, true);
		assertThat(order.rounds().newest().files()).as("what is put down elsewhere stays there").isEmpty();
	}

	@Test
	void tasklist_says_whether_the_files_put_down_on_the_page_go_along() {
		Order order = OrderFixtures.inProduction(1, PLACED);
		UUID put = this.files.stage("lea", order.number() + "/deliverWork/files");
		UUID named = UUID.randomUUID();
		assertThat(this.step
			.fromTasklist(order, tasklist(Map.of("message", "Voilà", "files", named.toString(), "stagedFiles", "send")))
			.files()).containsExactly(named, put);
		assertThat(this.step.fromTasklist(order, tasklist(Map.of("message", "Voilà", "stagedFiles", "leave"))).files())
			.isEmpty();
		FormValues silent = tasklist(Map.of("message", "Voilà"));
		this.step.fromTasklist(order, silent);
		assertThat(problemsOf(silent::check)).containsExactly("stagedFiles files-staged sketch.txt");
	}

	private StepOutcome deliver(Order order, List<UUID> files, Boolean withoutFiles) {
		return this.step.take(order,
				new DeliverWork.Decision("Voilà", (files != null) ? new ArrayList<>(files) : null, null, withoutFiles),
				submission("lea", days(1)));
	}

	@Test
	void whoever_revises_reads_what_was_asked_for() {
		Order order = OrderFixtures.delivered(1, PLACED);
		OrderFixtures.tickOff(order, days(1));
		order.rounds().askForRevision(List.of(new RevisionPoint("Longer", "story", Scope.INSIDE)), days(1));
		assertThat(this.step.brief(order))
			.isEqualTo("Revision 1\n- [story] Longer\n\nWork plan\nDecember 4, 2026: Storyboard (done)");
		order.rounds().objectTo(1, "The brief says short", days(2));
		assertThat(this.step.brief(order))
			.startsWith("Revision 1\n- [story] Longer\n  Objection: The brief says short\n\nWork plan");
	}

	@Test
	void a_form_from_before_points_were_answered_says_where_that_is_done() {
		Order order = OrderFixtures.delivered(1, PLACED);
		order.rounds().askForRevision(List.of(new RevisionPoint("Longer", "story", Scope.INSIDE)), days(1));
		FormValues form = tasklist(Map.of("message", "Voilà", "withoutFiles", true));
		DeliverWork.Decision decision = this.step.fromTasklist(order, form);
		assertThat(problemsOf(() -> this.step.take(order, decision, new Submission("lea", days(2), form.problems()))))
			.containsExactly("answers points-answered-on-page 1 " + order.number());
	}

	@Test
	void each_point_of_a_revision_is_answered_with_the_next_delivery() {
		Order order = OrderFixtures.delivered(1, PLACED);
		order.rounds()
			.askForRevision(List.of(new RevisionPoint("Longer", "story", Scope.INSIDE),
					new RevisionPoint("In gold", "task-1", Scope.OUTSIDE)), days(1));
		assertThat(problemsOf(() -> deliver(order, null))).containsExactly("answers[0] point-unanswered 1",
				"answers[1] point-unanswered 2");
		for (String blank : List.of(" ", "\u00a0", "\u200b")) {
			assertThat(problemsOf(() -> deliver(order, List.of("Longer now", blank))))
				.containsExactly("answers[1] point-unanswered 2");
		}
		assertThat(problemsOf(() -> deliver(order, List.of("x".repeat(1_001), "\0"))))
			.containsExactly("answers[0] text-too-long 1000 1001", "answers[1] text-null-character");
		assertThat(problemsOf(() -> deliver(order, List.of("Longer now", "Gold it is", "And more"))))
			.containsExactly("answers too-many-answers 2 3");
		assertThat(order.status()).isEqualTo(OrderStatus.IN_REVISION);
		deliver(order, List.of("Longer now", "Gold it is"));
		assertThat(order.rounds().all().get(0).points()).extracting(RevisionPoint::answer)
			.containsExactly("Longer now", "Gold it is");
		assertThat(order.rounds().openPoints()).isEmpty();
	}

	@Test
	void a_first_delivery_answers_nothing() {
		assertThat(problemsOf(() -> deliver(OrderFixtures.inProduction(1, PLACED), List.of("Longer now"))))
			.containsExactly("answers too-many-answers 0 1");
	}

	private StepOutcome deliver(Order order, List<String> answers) {
		return this.step.take(order,
				new DeliverWork.Decision("Voilà", null, (answers != null) ? new ArrayList<>(answers) : null, true),
				submission("lea", days(2)));
	}

}
