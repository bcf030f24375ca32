package io.orderflow.order;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.OrderFixtures.DELIVERY_TIME;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.after;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.delivered;
import static io.orderflow.order.OrderFixtures.drafting;
import static io.orderflow.order.OrderFixtures.inProduction;
import static io.orderflow.order.OrderFixtures.offer;
import static io.orderflow.order.OrderFixtures.placed;
import static io.orderflow.order.OrderFixtures.withRequirements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OrderTest {

	@Test
	void the_clock_starts_when_the_requirements_are_complete() {
		Order order = placed();
		assertThat(order.clock().dueAt()).isNull();
		withRequirements(order, days(2));
		assertThat(order.clock().dueAt()).isEqualTo(days(2).plus(DELIVERY_TIME));
		assertThat(order.status().turn()).isEqualTo(OrderStatus.Turn.FREELANCER);
	}

	@Test
	void an_order_waiting_for_an_answer_stops_its_clock_and_starts_it_again() {
		Order order = withRequirements(PLACED);
		order.requirements().askForClarification("Quel format ?", days(1));
		assertThat(order.clock().running()).isFalse();
		assertThat(order.status().turn()).isEqualTo(OrderStatus.Turn.CLIENT);
		order.requirements().clarify("A4", List.of(), days(4));
		assertThat(order.clock().running()).isTrue();
		assertThat(order.clock().dueAt()).isEqualTo(PLACED.plus(DELIVERY_TIME).plus(Duration.ofDays(3)));
	}

	@Test
	void a_draft_that_waits_for_approval_stops_the_clock() {
		Order order = drafting(PLACED);
		order.drafts().submit("Esquisse", List.of(), List.of(), false, days(1));
		assertThat(order.clock().running()).isFalse();
		order.drafts().askForChanges("Plus grand", days(2));
		assertThat(order.status()).isEqualTo(OrderStatus.DRAFTING);
		assertThat(order.clock().dueAt()).isEqualTo(days(6));
		order.drafts().submit("Esquisse 2", List.of(), List.of(), false, days(3));
		order.drafts().approve("", days(3));
		assertThat(order.status()).isEqualTo(OrderStatus.IN_PRODUCTION);
		assertThat(order.clock().dueAt()).isEqualTo(days(6));
	}

	@Test
	void work_that_needs_approval_cannot_be_delivered_before_it() {
		Order order = drafting(PLACED);
		refused("step-not-open",
				() -> order.rounds().deliver("Voilà", List.of(), Duration.ofDays(3), Duration.ofDays(1), days(1)));
		assertThat(order.rounds().all()).isEmpty();
	}

	@Test
	void an_update_is_due_two_days_after_the_requirements_and_posting_one_resets_the_count() {
		Order order = inProduction(1, PLACED);
		assertThat(order.updates().ask(days(1)).due()).isFalse();
		assertThat(order.updates().ask(days(1)).nextCheck()).isEqualTo(days(2));
		assertThat(order.updates().ask(days(2)).due()).isTrue();
		order.updates().post("On my way", days(2));
		assertThat(order.updates().ask(days(3)).due()).isFalse();
		assertThat(order.updates().nextDueAt()).isEqualTo(days(4));
	}

	@Test
	void no_update_is_due_while_the_order_waits_for_the_client_and_the_wait_does_not_count() {
		Order order = drafting(PLACED);
		order.drafts().submit("Esquisse", List.of(), List.of(), false, days(1));
		UpdateRhythm.Answer waiting = order.updates().ask(days(3));
		assertThat(waiting.due()).isFalse();
		assertThat(waiting.nextCheck()).isEqualTo(days(4));
		assertThat(order.updates().nextDueAt()).isNull();
		order.drafts().approve("", days(10));
		assertThat(order.updates().ask(days(10)).due()).isFalse();
		assertThat(order.updates().nextDueAt()).isEqualTo(days(11));
	}

	@Test
	void silence_accepts_a_delivery_but_not_too_early() {
		Order order = delivered(1, PLACED);
		assertThat(order.rounds().remind(Duration.ofDays(1), days(2))).isTrue();
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(3).minusSeconds(1))).isFalse();
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(3))).isTrue();
		assertThat(order.status()).isEqualTo(OrderStatus.ACCEPTED);
	}

	@Test
	void more_time_puts_silent_acceptance_off_once() {
		Order order = delivered(1, PLACED);
		order.rounds().askForMoreTime(Duration.ofDays(3), days(1));
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(5))).isFalse();
		assertThat(order.rounds().remind(Duration.ofDays(1), days(5))).isTrue();
		Order disputed = OrderFixtures.delivered(1, PLACED);
		disputed.rounds().askForMoreTime(Duration.ofDays(3), days(30));
		assertThat(disputed.rounds().acceptBy()).as("its time had passed while something held it").isEqualTo(days(33));
		refused("more-time-used", () -> order.rounds().askForMoreTime(Duration.ofDays(3), days(2)));
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(6))).isTrue();
	}

	@Test
	void more_time_says_no_date_while_a_cancellation_is_open() {
		Order order = delivered(1, PLACED);
		order.requests().askForCancellation(OrderFixtures.asked("lea", PLACED), ResponsibleParty.NOBODY);
		order.rounds().askForMoreTime(Duration.ofDays(3), days(1));
		assertThat(OrderFixtures.lines(order)).last().isEqualTo("MORE_TIME_ASKED camille {}");
	}

	@Test
	void a_revision_has_a_due_date_of_its_own_and_no_more_are_granted_than_included() {
		Order order = delivered(1, PLACED);
		order.rounds().askForRevision(List.of(new RevisionPoint("Plus grand", "story", Scope.INSIDE)), days(1));
		assertThat(order.clock().dueAt()).isEqualTo(days(4));
		assertThat(order.rounds().left()).isZero();
		order.rounds().deliver("Voilà 2", List.of(), Duration.ofDays(3), Duration.ofDays(1), days(2));
		refused("no-revisions-left",
				() -> order.rounds().askForRevision(List.of(new RevisionPoint("Encore", null, Scope.INSIDE)), days(3)));
		order.rounds().accept(days(3));
		assertThat(order.status()).isEqualTo(OrderStatus.ACCEPTED);
	}

	@Test
	void the_freelancer_objects_to_the_mark_of_a_point_once_while_revising() {
		Order order = delivered(2, PLACED);
		refused("step-not-open", () -> order.rounds().objectTo(1, "Never agreed", days(1)));
		order.rounds()
			.askForRevision(List.of(new RevisionPoint("Plus grand", "story", Scope.INSIDE),
					new RevisionPoint("En or", "task-1", Scope.OUTSIDE)), days(1));
		order.rounds().objectTo(2, "It was agreed", days(2));
		assertThat(order.rounds().openPoints()).extracting(RevisionPoint::objection)
			.containsExactly(null, "It was agreed");
		refused("objected-already", () -> order.rounds().objectTo(2, "Again", days(2)));
		refused("no-such-point", () -> order.rounds().objectTo(0, "None", days(2)));
		refused("no-such-point", () -> order.rounds().objectTo(3, "None", days(2)));
		order.rounds().answerPoints(List.of("Plus grand", "En or"));
		assertThat(order.rounds().openPoints()).containsExactly(
				new RevisionPoint("Plus grand", "story", Scope.INSIDE, null, "Plus grand"),
				new RevisionPoint("En or", "task-1", Scope.OUTSIDE, "It was agreed", "En or"));
	}

	@Test
	void what_a_side_writes_on_an_order_has_an_end_but_for_a_few_lines() {
		Order order = inProduction(1, PLACED);
		String all = "x".repeat(WrittenText.MOST - WrittenText.ALWAYS);
		order.updates().post(all, days(1));
		refused("too-much-written", () -> order.updates().post("x".repeat(WrittenText.ALWAYS + 1), days(1)));
		String fewLines = "x".repeat(WrittenText.ALWAYS - 10);
		order.updates().post(fewLines, days(1));
		order.rounds().deliver(fewLines, List.of(), Duration.ofDays(3), Duration.ofDays(1), days(2));
		order.rounds().askForRevision(List.of(new RevisionPoint(all, null, Scope.INSIDE)), days(2));
		refused("too-much-written", () -> order.rounds().objectTo(1, "x".repeat(WrittenText.ALWAYS + 1), days(2)));
		refused("too-much-written", () -> order.rounds().answerPoints(List.of("x".repeat(WrittenText.ALWAYS + 1))));
		refused("too-much-written", () -> order.countFiles("lea", Collections.nCopies(10, "fox.png")));
		order.countFiles("lea", Collections.nCopies(9, "fox.png"));
		order.rounds().answerPoints(List.of("Done"));
	}

	@Test
	void a_completed_order_is_closed_and_completing_it_again_changes_nothing() {
		Order order = delivered(1, PLACED);
		order.rounds().accept(days(1));
		order.complete(days(1));
		int lines = order.timelineLength();
		order.complete(days(2));
		assertThat(order.timelineLength()).isEqualTo(lines);
		assertThat(order.closing().completedAt()).isEqualTo(days(1));
		refused("order-closed", () -> order.tick(1, true, days(2)));
		refused("order-closed", () -> order.cancelByClient("Trop tard", Duration.ofDays(1), days(2)));
	}

	@Test
	void the_client_cancels_alone_only_while_the_requirements_are_awaited() {
		Order early = placed();
		early.cancelByClient("Plus besoin", Duration.ofDays(1), days(1));
		assertThat(early.status()).isEqualTo(OrderStatus.CANCELLED);
		Order late = withRequirements(PLACED);
		refused("cancellation-needs-agreement", () -> late.cancelByClient("Plus besoin", Duration.ofDays(1), days(1)));
	}

	@Test
	void reminders_of_the_requirements_come_on_the_days_that_are_set_and_once_each() {
		Order order = placed();
		List<Duration> onDays = List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7));
		List<Long> reminded = java.util.stream.LongStream.rangeClosed(1, 13)
			.filter((day) -> order.requirements().remind(onDays, Duration.ofDays(1), days(day)))
			.boxed()
			.toList();
		assertThat(reminded).containsExactly(1L, 3L, 7L);
	}

	@Test
	void nobody_orders_from_themselves() {
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> new Order(OrderNumber.random(), "lea", offer(io.orderflow.catalog.ApprovalNeeded.NONE, 1),
					PLACED, Duration.ofDays(14)))
			.matches((refusal) -> refusal.code().equals("own-listing"));
	}

	@Test
	void the_timeline_numbers_its_lines_without_gaps() {
		Order order = drafting(after(Duration.ofHours(1)));
		assertThat(order.timeline().stream().map(TimelineEntry::no)).containsExactly(1, 2, 3, 4, 5);
		assertThat(order.timeline().stream().map(TimelineEntry::kind)).containsExactly(TimelineKind.ORDER_PLACED,
				TimelineKind.REQUIREMENTS_SUBMITTED, TimelineKind.CLOCK_STARTED, TimelineKind.REQUIREMENTS_CLEAR,
				TimelineKind.WORK_PLANNED);
	}

	private static void refused(String code, Runnable deed) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(deed::run)
			.matches((refusal) -> refusal.code().equals(code), "is refused as " + code);
	}

	@Test
	void a_changed_plan_keeps_the_ticks_of_the_tasks_that_stay() {
		Order order = drafting(PLACED);
		order.tick(1, true, days(1));
		PlanTask.Planned storyboard = OrderFixtures.onePlannedTask().get(0);
		PlanTask.Planned colours = new PlanTask.Planned("Colours", storyboard.deadline());
		PlanTask.Planned later = new PlanTask.Planned(storyboard.title(), storyboard.deadline().plusDays(1));
		order.drafts().submit("Esquisse", List.of(), List.of(colours, storyboard, storyboard, later), false, days(1));
		assertThat(order.plan()).extracting(PlanTask::no).containsExactly(1, 2, 3, 4);
		assertThat(order.plan()).extracting(PlanTask::doneAt).containsExactly(null, days(1), null, null);
	}

	@Test
	void the_same_plan_again_is_no_change() {
		Order order = drafting(PLACED);
		int lines = order.timelineLength();
		order.drafts().submit("Esquisse", List.of(), OrderFixtures.onePlannedTask(), false, days(1));
		assertThat(order.timelineLength()).as("draft submitted, clock stopped").isEqualTo(lines + 2);
	}

	@Test
	void an_update_is_reminded_of_once_and_not_while_the_order_waits_for_the_client() {
		Order order = drafting(PLACED);
		assertThat(order.updates().remind(days(2))).as("asked for, not yet reminded of").isFalse();
		order.drafts().submit("Esquisse", List.of(), List.of(), false, days(2));
		assertThat(order.updates().remind(days(6))).as("the client's turn").isFalse();
		order.drafts().askForChanges("Plus grand", days(7));
		assertThat(order.updates().remind(days(7))).as("two days have run").isFalse();
		assertThat(order.updates().remind(days(8))).as("three days have run").isTrue();
		assertThat(order.updates().remind(days(9))).as("once is enough").isFalse();
		order.updates().post("On my way", days(9));
		assertThat(order.updates().remind(days(11))).isFalse();
		assertThat(order.updates().remind(days(12))).isTrue();
	}

}
