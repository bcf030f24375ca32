package io.orderflow.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.RevisionPoint.Scope;
import org.springframework.stereotype.Component;

/**
 * The client accepts the delivery, asks for a revision point by point, or for more time
 * (S26, S27).
 */
@Component
class ReviewDelivery implements StepHandler {

	private static final int MAX_POINT = 1_000;

	private static final int QUOTED = 40;

	private final OrderSettings settings;

	ReviewDelivery(OrderSettings settings) {
		this.settings = settings;
	}

	/** What the client decides. */
	enum Choice {

		ACCEPT, REVISION, MORE_TIME

	}

	@Override
	public OrderStep step() {
		return OrderStep.REVIEW_DELIVERY;
	}

	@Override
	public Set<String> keys(Order order) {
		return Set.of("decision", "points");
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		Choice choice = decision.values().choice("decision", Choice.class);
		List<RevisionPoint> points = (choice == Choice.REVISION) ? points(order, decision) : List.of();
		decision.values().check();
		switch (choice) {
			case ACCEPT -> {
				order.accept(decision.now());
				return StepOutcome.ACCEPTED;
			}
			case REVISION -> {
				order.askForRevision(points, decision.now());
				return StepOutcome.REVISION_ASKED;
			}
			default -> {
				order.askForMoreTime(this.settings.moreTime(), decision.now());
				return StepOutcome.MORE_TIME_ASKED;
			}
		}
	}

	/**
	 * Every point names the requirement it belongs to, or says that it lies outside of
	 * what was agreed (B5); a service that asked nothing leaves nothing to name.
	 */
	private List<RevisionPoint> points(Order order, Decision decision) {
		Set<String> requirements = order.terms()
			.questions()
			.stream()
			.map(RequirementQuestion::key)
			.collect(Collectors.toSet());
		List<RevisionPoint> points = new ArrayList<>();
		for (String line : decision.values().lines("points")) {
			if (line.length() > MAX_POINT) {
				decision.values().problem("points", "text-too-long", MAX_POINT, line.length());
			}
			RevisionPoint point = RevisionPoint.read(line);
			if (point.text().isBlank()) {
				decision.values().problem("points", "points-missing");
			}
			else if (point.requirement() != null && !requirements.contains(point.requirement())) {
				decision.values().problem("points", "requirement-unknown", point.requirement());
			}
			else if (point.requirement() == null && point.scope() == Scope.INSIDE && !requirements.isEmpty()) {
				decision.values().problem("points", "point-without-requirement", beginning(point.text()));
			}
			points.add(point);
		}
		if (points.isEmpty() && !decision.values().noted("points")) {
			decision.values().problem("points", "points-missing");
		}
		if (points.size() > this.settings.maxRevisionPoints()) {
			decision.values().problem("points", "too-many-points", this.settings.maxRevisionPoints(), points.size());
		}
		return points;
	}

	/** Enough of a point to find it again. */
	private static String beginning(String text) {
		int end = text.offsetByCodePoints(0, Math.min(QUOTED, text.codePointCount(0, text.length())));
		return (end == text.length()) ? text : text.substring(0, end) + "…";
	}

}
