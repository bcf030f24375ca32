package io.orderflow.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.catalog.RequirementQuestion;
import org.springframework.stereotype.Component;

/**
 * The client accepts the delivery, asks for a revision point by point, or for more time
 * (S26, S27).
 */
@Component
class ReviewDelivery implements StepHandler {

	private static final int MAX_POINT = 1_000;

	/**
	 * {@code [logo] Larger, please}: a point that names the requirement it belongs to
	 * (B5).
	 */
	private static final Pattern WITH_REQUIREMENT = Pattern.compile("\\[([a-z][a-zA-Z0-9]*)]\\s*(.+)");

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

	private List<RevisionPoint> points(Order order, Decision decision) {
		List<RevisionPoint> points = new ArrayList<>();
		for (String line : decision.values().lines("points")) {
			if (line.length() > MAX_POINT) {
				decision.values().problem("points", "text-too-long", MAX_POINT, line.length());
			}
			Matcher named = WITH_REQUIREMENT.matcher(line);
			boolean names = named.matches();
			String requirement = names ? named.group(1) : null;
			if (requirement != null && !asks(order, requirement)) {
				decision.values().problem("points", "requirement-unknown", requirement);
			}
			points.add(new RevisionPoint(names ? named.group(2) : line, requirement));
		}
		if (points.isEmpty()) {
			decision.values().problem("points", "points-missing");
		}
		if (points.size() > this.settings.maxRevisionPoints()) {
			decision.values().problem("points", "too-many-points", this.settings.maxRevisionPoints(), points.size());
		}
		return points;
	}

	private static boolean asks(Order order, String key) {
		return order.terms().questions().stream().map(RequirementQuestion::key).anyMatch(key::equals);
	}

}
