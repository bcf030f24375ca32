package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import javax.money.Monetary;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.Offer;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;

/** Orders in the words of the business; every one is placed at {@link #PLACED}. */
final class OrderFixtures {

	static final Instant PLACED = Instant.parse("2026-12-01T09:00:00Z");

	static final Duration DELIVERY_TIME = Duration.ofDays(5);

	private OrderFixtures() {
	}

	static Instant after(Duration duration) {
		return PLACED.plus(duration);
	}

	static Instant days(long days) {
		return after(Duration.ofDays(days));
	}

	static Offer offer(ApprovalNeeded approval, int revisions) {
		return new Offer(UUID.randomUUID(), 1, "lea",
				new ListingContent("Storyboard", "Six images", "fr",
						Monetary.getDefaultAmountFactory().setNumber(120).setCurrency("EUR").create(), DELIVERY_TIME,
						revisions, approval, Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(3),
						List.of(new RequirementQuestion("story", Kind.TEXT, "Your story?", true))));
	}

	static Order placed() {
		return placed(ApprovalNeeded.DRAFT_AND_PLAN, 1);
	}

	static Order placed(ApprovalNeeded approval, int revisions) {
		return new Order(OrderNumber.random(), "camille", offer(approval, revisions), PLACED, Duration.ofDays(14));
	}

	static Order withRequirements(Instant at) {
		return withRequirements(placed(), at);
	}

	static Order withRequirements(Order order, Instant at) {
		order.requirements().submit(List.of(new Answer("story", List.of("Un renard."), List.of())), at);
		return order;
	}

	static Order drafting(Instant at) {
		Order order = withRequirements(at);
		order.requirements().confirm(at);
		order.planWork(onePlannedTask(), at);
		return order;
	}

	static Order inProduction(int revisions, Instant at) {
		Order order = withRequirements(placed(ApprovalNeeded.NONE, revisions), at);
		order.requirements().confirm(at);
		order.planWork(onePlannedTask(), at);
		return order;
	}

	static Order delivered(int revisions, Instant at) {
		Order order = inProduction(revisions, at);
		order.rounds().deliver("Voilà", List.of(), Duration.ofDays(3), at);
		return order;
	}

	static List<PlanTask.Planned> onePlannedTask() {
		return List.of(new PlanTask.Planned("Storyboard", LocalDate.of(2026, 12, 4)));
	}

}
