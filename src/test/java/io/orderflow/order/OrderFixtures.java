package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.Offer;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.platform.MoneyJson;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * Orders in the words of the business, without anything around them; every one is placed
 * at {@link #PLACED}, by Camille, of Léa.
 */
public final class OrderFixtures {

	public static final Instant PLACED = Instant.parse("2026-12-01T09:00:00Z");

	public static final Duration DELIVERY_TIME = Duration.ofDays(5);

	public static final RequirementQuestion STORY = new RequirementQuestion("story", Kind.TEXT, "Your story?", true);

	private OrderFixtures() {
	}

	static Instant after(Duration duration) {
		return PLACED.plus(duration);
	}

	public static Instant days(long days) {
		return after(Duration.ofDays(days));
	}

	static Offer offer(ApprovalNeeded approval, int revisions) {
		return offer(approval, revisions, STORY);
	}

	static Offer offer(ApprovalNeeded approval, int revisions, RequirementQuestion... questions) {
		return new Offer(UUID.randomUUID(), 1, "lea",
				new ListingContent("Storyboard", "Six images", "fr", MoneyJson.of("120", "EUR"), DELIVERY_TIME,
						revisions, approval, Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(3),
						List.of(questions)));
	}

	public static Order placed() {
		return placed(ApprovalNeeded.DRAFT_AND_PLAN, 1);
	}

	public static Order placed(ApprovalNeeded approval, int revisions) {
		return placed(offer(approval, revisions));
	}

	/** Of a service that asks these questions. */
	public static Order placedOf(RequirementQuestion... questions) {
		return placed(offer(ApprovalNeeded.DRAFT_AND_PLAN, 1, questions));
	}

	private static Order placed(Offer offer) {
		return new Order(OrderNumber.random(), "camille", offer, PLACED, Duration.ofDays(14));
	}

	public static Order withRequirements(Instant at) {
		return withRequirements(placed(), at);
	}

	public static Order withRequirements(Order order, Instant at) {
		order.requirements().submit(List.of(new Answer("story", List.of("Un renard."), List.of())), at);
		return order;
	}

	public static Order planning(Order placed, Instant at) {
		Order order = withRequirements(placed, at);
		order.requirements().confirm(at);
		return order;
	}

	public static Order drafting(Instant at) {
		return drafting(ApprovalNeeded.DRAFT_AND_PLAN, at);
	}

	public static Order drafting(ApprovalNeeded approval, Instant at) {
		Order order = planning(placed(approval, 1), at);
		order.planWork(onePlannedTask(), at);
		return order;
	}

	public static Order inProduction(int revisions, Instant at) {
		Order order = planning(placed(ApprovalNeeded.NONE, revisions), at);
		order.planWork(onePlannedTask(), at);
		return order;
	}

	public static Order delivered(int revisions, Instant at) {
		Order order = inProduction(revisions, at);
		order.rounds().deliver("Voilà", List.of(), Duration.ofDays(3), Duration.ofDays(1), at);
		return order;
	}

	/** The one planned task is done. */
	public static void tickOff(Order order, Instant at) {
		order.tick(1, true, at);
	}

	/** An order in a status, from the first day on. */
	static Order in(OrderStatus status) {
		return switch (status) {
			case AWAITING_REQUIREMENTS -> placed();
			case REQUIREMENTS_IN_REVIEW -> withRequirements(PLACED);
			case AWAITING_CLARIFICATION -> {
				Order order = withRequirements(PLACED);
				order.requirements().askForClarification("Quel renard ?", PLACED);
				yield order;
			}
			case PLANNING -> planning(placed(), PLACED);
			case DRAFTING -> drafting(PLACED);
			case DRAFT_IN_REVIEW -> {
				Order order = drafting(PLACED);
				order.drafts().submit("Esquisse", List.of(), List.of(), false, PLACED);
				yield order;
			}
			case IN_PRODUCTION -> inProduction(1, PLACED);
			case IN_REVISION -> {
				Order order = delivered(1, PLACED);
				order.rounds().askForRevision(List.of(), PLACED);
				yield order;
			}
			case DELIVERED -> delivered(1, PLACED);
			case ACCEPTED -> {
				Order order = delivered(1, PLACED);
				order.rounds().accept(PLACED);
				yield order;
			}
			case COMPLETED -> {
				Order order = in(OrderStatus.ACCEPTED);
				order.complete(PLACED);
				yield order;
			}
			case CANCELLED -> {
				Order order = placed();
				order.cancelByClient("Plus besoin", Duration.ofDays(1), PLACED);
				yield order;
			}
		};
	}

	public static List<PlanTask.Planned> onePlannedTask() {
		return List.of(new PlanTask.Planned("Storyboard", LocalDate.of(2026, 12, 4)));
	}

	/** The lines of the timeline: {@code WORK_PLANNED lea {tasks=1}}. */
	static List<String> lines(Order order) {
		return timeline(order).stream()
			.map((line) -> line.kind() + " " + line.actor() + " " + ordered(line.details()))
			.toList();
	}

	@SuppressWarnings("unchecked")
	static List<TimelineEntry> timeline(Order order) {
		return (List<TimelineEntry>) ReflectionTestUtils.getField(order, "timeline");
	}

	private static Map<String, String> ordered(Map<String, String> details) {
		return new TreeMap<>(details);
	}

	/** What a request has in common: two days for its answer. */
	public static ChangeRequest.Asked asked(String by, Instant at) {
		return new ChangeRequest.Asked(by, "Because", at, at.plus(Duration.ofDays(2)));
	}

	/** Reminded a day before, the other side of a request has not answered by then. */
	static boolean unanswered(Order order, int no, OrderSettings.Unanswered extension, Instant now) {
		Duration notice = Duration.ofDays(1);
		order.requests().get(no).remind(notice, now.minus(notice));
		return order.requests().takeDefaultAnswer(no, extension, notice, now);
	}

}
