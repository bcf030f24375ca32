package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.RefusalAssertions.refusalOf;
import static io.orderflow.order.OrderFixtures.DELIVERY_TIME;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.delivered;
import static io.orderflow.order.OrderFixtures.drafting;
import static io.orderflow.order.OrderFixtures.inProduction;
import static io.orderflow.order.OrderFixtures.lines;
import static io.orderflow.order.OrderFixtures.onePlannedTask;
import static io.orderflow.order.OrderFixtures.placed;
import static io.orderflow.order.OrderFixtures.withRequirements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/** What an order keeps of what happens to it, and what it lets happen when. */
class OrderLifeTest {

	private static final UUID FILE = UUID.randomUUID();

	private static final List<RevisionPoint> A_POINT = List.of(new RevisionPoint("Plus grand", "story", Scope.INSIDE));

	@Test
	void an_order_keeps_what_was_offered_and_by_whom() {
		Order order = placed(ApprovalNeeded.PLAN, 2);
		assertThat(order.client()).isEqualTo("camille");
		assertThat(order.freelancer()).isEqualTo("lea");
		assertThat(order.title()).isEqualTo("Storyboard");
		assertThat(order.price()).hasToString("EUR 120");
		assertThat(order.terms().approval()).isEqualTo(ApprovalNeeded.PLAN);
		assertThat(order.placedAt()).isEqualTo(PLACED);
		assertThat(order.status()).isEqualTo(OrderStatus.AWAITING_REQUIREMENTS);
		assertThat(order.requirements().dueAt()).isEqualTo(days(14));
		assertThat(order.rounds().left()).isEqualTo(2);
		assertThat(lines(order)).containsExactly("ORDER_PLACED camille {title=Storyboard}");
	}

	@Test
	void it_has_two_sides() {
		Order order = placed();
		assertThat(order.isSide("camille")).isTrue();
		assertThat(order.isSide("lea")).isTrue();
		assertThat(order.isSide("oliver")).isFalse();
		assertThat(order.otherSide("camille")).isEqualTo("lea");
		assertThat(order.otherSide("lea")).isEqualTo("camille");
	}

	@Test
	void requirements_are_kept_and_start_the_work() {
		Order order = withRequirements(days(1));
		assertThat(order.status()).isEqualTo(OrderStatus.REQUIREMENTS_IN_REVIEW);
		assertThat(order.requirements().answers())
			.containsExactly(new Answer("story", List.of("Un renard."), List.of()));
		assertThat(order.updates().nextDueAt()).isEqualTo(days(3));
		assertThat(lines(order)).endsWith("REQUIREMENTS_SUBMITTED camille {}",
				"CLOCK_STARTED null {due=" + days(1).plus(DELIVERY_TIME) + "}");
	}

	@Test
	void where_nothing_was_asked_nothing_was_submitted() {
		Order order = placed();
		order.requirements().submit(List.of(), days(1));
		assertThat(order.requirements().answers()).isEmpty();
		assertThat(lines(order)).hasSize(2).last().asString().startsWith("CLOCK_STARTED");
	}

	@Test
	void what_was_unclear_is_kept_with_its_answer() {
		Order order = withRequirements(PLACED);
		order.requirements().askForClarification("Which fox?", days(1));
		assertThat(order.status()).isEqualTo(OrderStatus.AWAITING_CLARIFICATION);
		assertThat(order.clock().stopReason()).isEqualTo(StopReason.CLARIFICATION);
		order.requirements().clarify("The red one", List.of(FILE), days(2));
		order.requirements().askForClarification("Which sea?", days(2));
		assertThat(order.requirements().clarifications()).extracting(Clarification::no).containsExactly(1, 2);
		Clarification first = order.requirements().clarifications().get(0);
		assertThat(first.question()).isEqualTo("Which fox?");
		assertThat(first.askedAt()).isEqualTo(days(1));
		assertThat(first.answer()).isEqualTo("The red one");
		assertThat(first.files()).containsExactly(FILE);
		assertThat(first.answeredAt()).isEqualTo(days(2));
		assertThat(order.requirements().clarifications().get(1).answer()).isNull();
		assertThat(lines(order)).contains("CLARIFICATION_ASKED lea {words=Which fox?}",
				"CLOCK_STOPPED null {reason=CLARIFICATION}", "CLARIFICATION_ANSWERED camille {words=The red one}",
				"CLOCK_RESUMED null {due=" + days(6) + "}");
	}

	@ParameterizedTest
	@EnumSource
	void a_plan_leads_to_a_draft_where_one_is_to_be_approved(ApprovalNeeded approval) {
		Order order = withRequirements(placed(approval, 1), PLACED);
		order.requirements().confirm(days(1));
		assertThat(order.status()).isEqualTo(OrderStatus.PLANNING);
		order.planWork(onePlannedTask(), days(1));
		assertThat(order.status())
			.isEqualTo((approval == ApprovalNeeded.NONE) ? OrderStatus.IN_PRODUCTION : OrderStatus.DRAFTING);
		assertThat(order.plannedTasks()).isEqualTo(onePlannedTask());
		assertThat(lines(order)).endsWith("REQUIREMENTS_CLEAR lea {}", "WORK_PLANNED lea {tasks=1}");
	}

	@Test
	void a_draft_is_kept_with_what_became_of_it() {
		Order order = drafting(PLACED);
		order.drafts().submit("Esquisse", List.of(FILE), List.of(), false, days(1));
		order.drafts().askForChanges("Plus grand", days(2));
		order.drafts()
			.submit("Esquisse 2", List.of(), List.of(new PlanTask.Planned("Other", LocalDate.of(2026, 12, 5))), true,
					days(3));
		order.drafts().approve("Parfait", days(4));
		assertThat(order.drafts().all()).extracting(Draft::no, Draft::message, Draft::decision, Draft::comments)
			.containsExactly(tuple(1, "Esquisse", Draft.Decision.CHANGES_ASKED, "Plus grand"),
					tuple(2, "Esquisse 2", Draft.Decision.APPROVED, "Parfait"));
		assertThat(order.drafts().all()).extracting(Draft::submittedAt, Draft::decidedAt)
			.containsExactly(tuple(days(1), days(2)), tuple(days(3), days(4)));
		assertThat(order.drafts().all().get(0).files()).containsExactly(FILE);
		assertThat(order.drafts().all()).extracting(Draft::playable).containsExactly(false, true);
		assertThat(lines(order).subList(5, lines(order).size())).containsExactly(
				"DRAFT_SUBMITTED lea {no=1, words=Esquisse}", "CLOCK_STOPPED null {reason=DRAFT}",
				"CHANGES_ASKED camille {no=1, words=Plus grand}", "CLOCK_RESUMED null {due=" + days(6) + "}",
				"PLAN_CHANGED lea {tasks=1}", "DRAFT_SUBMITTED lea {no=2, playable=true, words=Esquisse 2}",
				"CLOCK_STOPPED null {reason=DRAFT}", "DRAFT_APPROVED camille {no=2, words=Parfait}",
				"CLOCK_RESUMED null {due=" + days(7) + "}");
	}

	@Test
	void a_worker_answers_for_the_last_draft_and_once() {
		Order order = drafting(PLACED);
		order.drafts().previewAnswered(WorkerResult.MADE, days(1));
		assertThat(lines(order)).as("before there is a draft").hasSize(5);
		order.drafts().submit("Esquisse", List.of(UUID.randomUUID()), List.of(), false, days(1));
		assertThat(order.drafts().all().get(0).preview()).isEqualTo(WorkerResult.PENDING);
		order.drafts().previewAnswered(WorkerResult.MADE, days(1));
		order.drafts().previewAnswered(WorkerResult.NOT_MADE, days(1));
		assertThat(order.drafts().all().get(0).preview()).isEqualTo(WorkerResult.MADE);
		assertThat(lines(order)).last().isEqualTo("PREVIEW_MADE null {no=1}");
		order.drafts().askForChanges("Plus grand", days(2));
		order.drafts().submit("Esquisse 2", List.of(UUID.randomUUID()), List.of(), false, days(3));
		order.drafts().previewAnswered(WorkerResult.NOT_MADE, days(3));
		assertThat(order.drafts().all()).extracting(Draft::preview)
			.containsExactly(WorkerResult.MADE, WorkerResult.NOT_MADE);
		assertThat(lines(order)).last().isEqualTo("PREVIEW_NOT_MADE null {no=2}");
	}

	@Test
	void nobody_is_told_that_no_preview_was_made_of_a_plan_without_files() {
		Order order = drafting(PLACED);
		order.drafts().submit("Le plan", List.of(), List.of(), false, days(1));
		List<String> before = lines(order);
		order.drafts().previewAnswered(WorkerResult.NOT_MADE, days(1));
		assertThat(order.drafts().all().get(0).preview()).as("the worker has answered")
			.isEqualTo(WorkerResult.NOT_MADE);
		assertThat(lines(order)).isEqualTo(before);
	}

	@Test
	void a_delivery_is_kept_with_what_became_of_it() {
		Order order = inProduction(1, PLACED);
		order.rounds().deliver("Voilà", List.of(FILE), Duration.ofDays(3), Duration.ofDays(1), days(1));
		assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
		assertThat(order.rounds().acceptBy()).isEqualTo(days(4));
		assertThat(order.clock().stopReason()).isEqualTo(StopReason.DELIVERED);
		order.rounds().askForMoreTime(Duration.ofDays(2), days(2));
		assertThat(order.rounds().acceptBy()).isEqualTo(days(6));
		order.rounds().askForRevision(A_POINT, days(3));
		assertThat(order.rounds().acceptBy()).isNull();
		assertThat(order.rounds().round()).isEqualTo(2);
		assertThat(order.status()).isEqualTo(OrderStatus.IN_REVISION);
		assertThat(order.updates().nextDueAt()).isEqualTo(days(5));
		order.rounds().deliver("Voilà 2", List.of(), Duration.ofDays(3), Duration.ofDays(1), days(4));
		order.rounds().accept(days(5));
		assertThat(order.rounds().all()).extracting(Delivery::round, Delivery::message, Delivery::outcome)
			.containsExactly(tuple(1, "Voilà", Delivery.Outcome.REVISION_ASKED),
					tuple(2, "Voilà 2", Delivery.Outcome.ACCEPTED));
		Delivery first = order.rounds().all().get(0);
		assertThat(first.files()).containsExactly(FILE);
		assertThat(first.points()).isEqualTo(A_POINT);
		assertThat(first.deliveredAt()).isEqualTo(days(1));
		assertThat(first.moreTimeAskedAt()).isEqualTo(days(2));
		assertThat(first.decidedAt()).isEqualTo(days(3));
		assertThat(order.rounds().newest().points()).isEmpty();
		assertThat(lines(order).subList(5, lines(order).size())).containsExactly(
				"WORK_DELIVERED lea {round=1, words=Voilà}", "CLOCK_STOPPED null {reason=DELIVERED}",
				"MORE_TIME_ASKED camille {until=" + days(6) + "}",
				"REVISION_ASKED camille {points=1, words=1. Plus grand}", "CLOCK_STARTED null {due=" + days(6) + "}",
				"WORK_DELIVERED lea {round=2, words=Voilà 2}", "CLOCK_STOPPED null {reason=DELIVERED}",
				"DELIVERY_ACCEPTED camille {round=2}");
	}

	@Test
	void silence_is_nobody_s_acceptance() {
		Order order = delivered(1, PLACED);
		order.rounds().remind(Duration.ofDays(1), days(2));
		order.rounds().acceptBySilence(Duration.ofDays(1), days(3));
		assertThat(order.rounds().newest().outcome()).isEqualTo(Delivery.Outcome.ACCEPTED_BY_SILENCE);
		assertThat(lines(order)).last().isEqualTo("ACCEPTED_BY_SILENCE null {round=1}");
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(4))).as("a repeat").isFalse();
		assertThat(inProduction(1, PLACED).rounds().acceptBySilence(Duration.ofDays(1), days(4)))
			.as("nothing is delivered")
			.isFalse();
	}

	@Test
	void a_completed_order_waits_for_its_dossier_and_nothing_else() {
		Order order = delivered(1, PLACED);
		order.dossierAnswered(WorkerResult.MADE, days(1));
		assertThat(lines(order)).as("not asked for").noneMatch((line) -> line.startsWith("DOSSIER"));
		order.rounds().accept(days(1));
		order.complete(days(1));
		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
		assertThat(order.closing().completedAt()).isEqualTo(days(1));
		assertThat(order.rounds().acceptBy()).isNull();
		order.dossierAnswered(WorkerResult.NOT_MADE, days(2));
		order.dossierAnswered(WorkerResult.MADE, days(3));
		assertThat(lines(order)).endsWith("DELIVERY_ACCEPTED camille {round=1}", "ORDER_COMPLETED null {}",
				"DOSSIER_NOT_MADE null {}");
	}

	private static void cancelForMissingRequirements(Order order, Instant now) {
		order.cancelForMissingRequirements(List.of(Duration.ofDays(7)), Duration.ofDays(1), now);
	}

	@Test
	void an_order_whose_requirements_never_came_is_cancelled_by_nobody() {
		Order order = placed();
		assertThatIllegalStateException().as("moved by hand")
			.isThrownBy(() -> cancelForMissingRequirements(order, days(1)));
		assertThat(order.requirements().remind(List.of(Duration.ofDays(7)), Duration.ofDays(1), days(7))).isTrue();
		cancelForMissingRequirements(order, days(14));
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(order.closing().cancelledBy()).isNull();
		cancelForMissingRequirements(order, days(15));
		assertThat(lines(order)).hasSize(2).last().isEqualTo("ORDER_CANCELLED null {why=unprovided}");
		order.dossierAnswered(WorkerResult.MADE, days(15));
		assertThat(lines(order)).last().isEqualTo("DOSSIER_MADE null {}");
		Order late = withRequirements(PLACED);
		assertThat(codeOf(() -> cancelForMissingRequirements(late, days(14)))).isEqualTo("CONFLICT step-not-open");
	}

	@Test
	void the_client_who_cancels_is_the_one_who_did() {
		Order order = placed();
		order.cancelByClient("Plus besoin", Duration.ofDays(1), days(1));
		assertThat(order.closing().cancelledBy()).isEqualTo("camille");
		assertThat(lines(order)).last().isEqualTo("ORDER_CANCELLED camille {words=Plus besoin}");
		assertThat(refusalOf(() -> order.planWork(onePlannedTask(), days(2))).args()).containsExactly(order.number());
	}

	@Test
	void a_task_is_ticked_off_and_the_tick_taken_back() {
		Order order = inProduction(1, PLACED);
		order.tick(1, true, days(1));
		order.tick(1, true, days(2));
		assertThat(order.plan().get(0).doneAt()).isEqualTo(days(1));
		order.tick(1, false, days(3));
		order.tick(1, false, days(4));
		assertThat(order.plan().get(0).doneAt()).isNull();
		assertThat(lines(order).subList(5, lines(order).size()))
			.containsExactly("TASK_DONE lea {no=1, title=Storyboard}", "TASK_REOPENED lea {no=1, title=Storyboard}");
		assertThat(codeOf(() -> order.tick(2, true, days(4)))).isEqualTo("NOT_FOUND no-such-task");
	}

	@Test
	void updates_and_reminders_are_on_the_timeline() {
		Order order = inProduction(1, PLACED);
		order.updates().post("On my way", days(1));
		order.updates().post("On my way", days(2));
		assertThat(order.updates().posted()).isEqualTo(2);
		order.reminded(OrderStep.DELIVER_WORK, order.freelancer(), null, days(3));
		assertThat(lines(order)).endsWith("UPDATE_POSTED lea {no=1, words=On my way}",
				"UPDATE_POSTED lea {no=2, words=On my way}", "REMINDED null {side=freelancer, step=deliverWork}");
		assertThat(codeOf(() -> placed().updates().post("On my way", days(1)))).isEqualTo("CONFLICT step-not-open");
		assertThat(codeOf(() -> delivered(1, PLACED).updates().post("On my way", days(1))))
			.isEqualTo("CONFLICT step-not-open");
	}

	@Test
	void requirements_are_reminded_of_while_they_are_awaited() {
		Order order = withRequirements(PLACED);
		assertThat(order.requirements().remind(List.of(Duration.ofDays(1)), Duration.ofDays(1), days(2))).isFalse();
		Order waiting = placed();
		List<Duration> onDays = List.of(Duration.ofDays(1), Duration.ofDays(3));
		assertThat(waiting.requirements().remind(onDays, Duration.ofDays(1), days(1).minusSeconds(1))).isFalse();
		assertThat(waiting.requirements().remind(onDays, Duration.ofDays(1), days(4))).as("two are due").isTrue();
		assertThat(waiting.requirements().remind(onDays, Duration.ofDays(1), days(5))).as("and told at once").isFalse();
	}

	@Test
	void each_thing_happens_at_its_time_and_at_no_other() {
		Map<String, Consumer<Order>> deeds = Map.ofEntries(
				Map.entry("submit", (order) -> order.requirements().submit(List.of(), days(1))),
				Map.entry("confirm", (order) -> order.requirements().confirm(days(1))),
				Map.entry("ask", (order) -> order.requirements().askForClarification("?", days(1))),
				Map.entry("clarify", (order) -> order.requirements().clarify("!", List.of(), days(1))),
				Map.entry("plan", (order) -> order.planWork(onePlannedTask(), days(1))),
				Map.entry("draft", (order) -> order.drafts().submit("", List.of(), List.of(), false, days(1))),
				Map.entry("approve", (order) -> order.drafts().approve("", days(1))),
				Map.entry("changes", (order) -> order.drafts().askForChanges("", days(1))),
				Map.entry("deliver",
						(order) -> order.rounds()
							.deliver("", List.of(), Duration.ofDays(1), Duration.ofDays(1), days(1))),
				Map.entry("accept", (order) -> order.rounds().accept(days(1))),
				Map.entry("moreTime", (order) -> order.rounds().askForMoreTime(Duration.ofDays(1), days(1))),
				Map.entry("revise", (order) -> order.rounds().askForRevision(A_POINT, days(1))),
				Map.entry("complete", (order) -> order.complete(days(1))));
		Map<OrderStatus, List<String>> allowed = Map.of(OrderStatus.AWAITING_REQUIREMENTS, List.of("submit"),
				OrderStatus.REQUIREMENTS_IN_REVIEW, List.of("ask", "confirm"), OrderStatus.AWAITING_CLARIFICATION,
				List.of("clarify"), OrderStatus.PLANNING, List.of("plan"), OrderStatus.DRAFTING, List.of("draft"),
				OrderStatus.DRAFT_IN_REVIEW, List.of("approve", "changes"), OrderStatus.IN_PRODUCTION,
				List.of("deliver"), OrderStatus.IN_REVISION, List.of("deliver"), OrderStatus.DELIVERED,
				List.of("accept", "moreTime", "revise"), OrderStatus.ACCEPTED, List.of("complete"));
		allowed.forEach((status, names) -> {
			assertThat(deeds.keySet().stream().filter((deed) -> happens(deeds.get(deed), status))).as("in %s", status)
				.containsExactlyInAnyOrderElementsOf(names);
		});
	}

	private static boolean happens(Consumer<Order> deed, OrderStatus status) {
		Order order = OrderFixtures.in(status);
		assertThat(order.status()).isEqualTo(status);
		try {
			deed.accept(order);
			return true;
		}
		catch (Refusal refusal) {
			assertThat(refusal.code()).isEqualTo("step-not-open");
			assertThat(order.status()).isEqualTo(status);
			return false;
		}
	}

}
