package io.orderflow.order.step;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.Delivery;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.PlanTask;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.brief.BriefText;
import io.orderflow.order.brief.Consequence;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.PointView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The client accepts the delivery, asks for a revision point by point, or for more time
 * (S26, S27).
 */
@Component
public class ReviewDelivery extends Step<ReviewDelivery.Decision> {

	private static final String DECISION = "deliveryDecision";

	private static final String POINTS = "points";

	private static final String BELONGS_TO = ".belongsTo";

	private static final int MAX_POINT = 1_000;

	/** Characters of all points: they stand on pages and in forms together. */
	private static final int MAX_POINTS = 20_000;

	private static final int QUOTED = 40;

	/** What the client decides. */
	public enum Choice {

		ACCEPT, REVISION, @JsonProperty("moreTime")
		@JsonAlias({ "more-time", "MORE_TIME" })
		MORE_TIME

	}

	/**
	 * What is decided.
	 *
	 * @param points what is to be changed, for a revision (B5)
	 */
	public record Decision(@Nullable Choice decision,
			@Nullable List<@Nullable PointInput> points) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.REVIEW_DELIVERY;
		}

	}

	/**
	 * What the page shows.
	 *
	 * @param moreTime by how much the client can still put silence off; null where that
	 * was asked for before
	 * @param subjects what a point can belong to
	 * @param revisionOpen whether the points are shown
	 * @param asked the points that this delivery answers; empty for the first one
	 */
	public record View(OrderView.DeliveryView delivery, @Nullable Duration moreTime, List<PointInput.Row> points,
			List<PointView.Subject> subjects, boolean revisionOpen, List<PointView> asked) {

		/** Names of subjects that stand on the page as a whole; then fewer characters. */
		private static final int WHOLE = 300;

		/** Beyond it a row has no list of its own. */
		private static final int MOST = 1_000;

		/** Whether one list is for all rows, of which each names what it chooses. */
		public boolean manyNames() {
			return names() > MOST;
		}

		/** Characters of a name in a list. */
		public int nameLength() {
			return (names() > WHOLE) ? 30 : 60;
		}

		private int names() {
			return this.points.size() * this.subjects.size();
		}

	}

	ReviewDelivery(OrderSettings settings) {
		super(OrderStep.REVIEW_DELIVERY, Decision.class, settings);
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional.of(new ApiOperation("deliveries/review",
				"Accept the delivery, ask for a revision, or for more time (S26, S27)",
				"accept, moreTime, or revision with points, each naming what it belongs to (the key of a requirement,"
						+ " task-1 of the plan, approved-draft or something-else) and whether that was agreed (B5)"));
	}

	@Override
	String assignee(Order order) {
		return order.client();
	}

	@Override
	Set<String> keys(Order order) {
		return Set.of("decision", POINTS);
	}

	/** Points are lines, as {@code [logo] Larger, please}. */
	@Override
	Decision fromTasklist(Order order, FormValues form) {
		List<@Nullable PointInput> points = new ArrayList<>();
		for (String line : form.lines(POINTS)) {
			points.add(PointInput.read(line, order.rounds().subjects()));
		}
		return new Decision(form.optionalChoice("decision", Choice.class), points);
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return new Decision(form.choice("decision", Choice.class), PointInput.rows(form));
	}

	@Override
	public Set<String> written(OrderView order) {
		return Set.of("point");
	}

	@Override
	public Optional<Confirmation> toConfirm(OrderView order, Decision decision) {
		List<String> points = texts(decision);
		if (decision.decision() == Choice.ACCEPT) {
			boolean open = order.requests().stream().anyMatch((request) -> request.state().open());
			return Optional
				.of(new Confirmation("accept", "order.step.reviewDelivery.ends" + (open ? ".request" : ""), points));
		}
		return (decision.decision() == Choice.MORE_TIME) ? Confirmation.leavingOut("moreTime", points)
				: Optional.empty();
	}

	/** More time asks nothing of the freelancer. */
	@Override
	public boolean tellsOtherSide(Decision decision) {
		return decision.decision() != Choice.MORE_TIME;
	}

	@Override
	public Decision confirmed(Decision decision) {
		return new Decision(decision.decision(), null);
	}

	/** What the points say, blank or not. */
	private static List<String> texts(Decision decision) {
		return Stream.ofNullable(decision.points())
			.flatMap(List::stream)
			.filter(Objects::nonNull)
			.map(PointInput::text)
			.filter(Objects::nonNull)
			.toList();
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		Choice choice = submission.problems().choice("decision", decision.decision(), Choice.class);
		List<RevisionPoint> points = (choice == Choice.REVISION) ? points(order, decision, submission) : List.of();
		if (choice != Choice.REVISION && !TextLimits.isBlank(String.join("", texts(decision)))) {
			submission.problems().add(POINTS, "points-not-sent");
		}
		submission.problems().check();
		return switch (choice) {
			case ACCEPT -> {
				order.rounds().accept(submission.now());
				yield StepOutcome.of(DECISION, "accepted");
			}
			case REVISION -> {
				order.rounds().askForRevision(points, submission.now());
				yield StepOutcome.of(DECISION, "revision").with(StepOutcome.FIRST_ROUND, false).withDueDateMoved();
			}
			case MORE_TIME -> {
				order.rounds().askForMoreTime(settings().moreTime(), submission.now());
				ReviewDateCalculator.Dates until = ReviewDateCalculator.of(order, settings(), submission.now());
				yield StepOutcome.of(DECISION, "moreTime")
					.with(ReviewDateCalculator.REMINDER_AT, until.reminderAt())
					.with(ReviewDateCalculator.ACCEPTED_AT, until.acceptedAt());
			}
		};
	}

	@Override
	public Set<String> answers() {
		return Set.of(DECISION, StepOutcome.FIRST_ROUND, ReviewDateCalculator.REMINDER_AT,
				ReviewDateCalculator.ACCEPTED_AT);
	}

	/**
	 * Every point names what it belongs to, or says that it lies outside of what was
	 * agreed (B5); where nothing was agreed there is nothing to name. What is wrong with
	 * one of them is noted on {@code points[0].text} or {@code points[0].belongsTo}.
	 */
	private List<RevisionPoint> points(Order order, Decision decision, Submission submission) {
		ProblemCollector problems = submission.problems();
		Set<String> subjects = order.rounds().subjects();
		List<RevisionPoint> points = new ArrayList<>();
		int no = 0;
		for (PointInput input : (decision.points() != null) ? decision.points() : List.<PointInput>of()) {
			String field = POINTS + "[" + no++ + "]";
			if (input == null) {
				problems.add(field, "wrong-json-type", POINTS);
				continue;
			}
			String text = problems.optionalLine(field + ".text", input.text(), MAX_POINT);
			Scope scope = (input.scope() != null) ? input.scope() : Scope.INSIDE;
			if (TextLimits.isBlank(text)) {
				if (!problems.has(field + ".text")) {
					problems.add(field + ".text", "points-missing");
				}
			}
			else if (input.belongsTo() != null && !subjects.contains(input.belongsTo())) {
				problems.add(field + BELONGS_TO, "requirement-unknown", input.belongsTo());
			}
			else if (input.belongsTo() == null && scope == Scope.INSIDE && subjects.size() > 1) {
				problems.add(field + BELONGS_TO, "point-without-requirement", TextLimits.beginning(text, QUOTED));
			}
			points.add(new RevisionPoint(text,
					(input.belongsTo() != null) ? input.belongsTo() : RevisionPoint.SOMETHING_ELSE, scope));
		}
		if (points.isEmpty() && problems.none()) {
			problems.add(POINTS, "points-missing");
		}
		int together = points.stream().map(RevisionPoint::text).mapToInt(TextLimits::length).sum();
		if (together > MAX_POINTS) {
			problems.add(POINTS, "points-too-long", MAX_POINTS, together);
		}
		if (points.size() > settings().maxRevisionPoints()) {
			problems.add(POINTS, "too-many-points", settings().maxRevisionPoints(), points.size());
		}
		return points;
	}

	/** The client was told of the delivery a moment ago, and once. */
	@Override
	boolean toldWhenAsked() {
		return false;
	}

	/** Whether more can be asked for than more time: each is said only while it is so. */
	@Override
	String reminded(Order order) {
		boolean last = order.rounds().left() == 0;
		boolean asked = order.rounds().newest().moreTimeAskedAt() != null;
		return (last && asked) ? "lastMoreTimeAsked" : (last ? "last" : (asked ? "moreTimeAsked" : ""));
	}

	@Override
	@Nullable Instant due(Order order, Instant now) {
		if (order.rounds().silenceHeld()) {
			return null;
		}
		Instant acceptBy = order.rounds().acceptBy();
		return (acceptBy != null) ? acceptBy : super.due(order, now);
	}

	@Override
	boolean dueWithOrder() {
		return true;
	}

	/** Once for each time that is set, unless silence accepts nothing now. */
	@Override
	boolean remind(Order order, Instant since, Instant now) {
		return order.rounds().remind(settings().acceptanceReminderBefore(), now);
	}

	@Override
	Optional<Instant> silenceDecides(Order order) {
		return order.rounds().silenceAcceptsAt();
	}

	@Override
	String brief(Order order) {
		Delivery delivery = order.rounds().newest();
		return delivery.message() + BriefText.files(delivery.files().size()) + answered(order.rounds().all())
				+ "\n\nRevisions left: " + order.rounds().left() + names(order);
	}

	/** What became of the points of the revision that was delivered, where it was one. */
	private static String answered(List<Delivery> deliveries) {
		return (deliveries.size() < 2) ? "" : "\n\nWhat you asked for\n"
				+ BriefText.points(deliveries.get(deliveries.size() - 2).points(), PointInput::line);
	}

	/** What a point of a revision names in front, as in {@code [logo] Larger} (B5). */
	private static String names(Order order) {
		Map<String, String> prompts = order.terms()
			.questions()
			.stream()
			.collect(Collectors.toMap(RequirementQuestion::key, RequirementQuestion::prompt));
		Map<String, String> tasks = order.plan()
			.stream()
			.collect(Collectors.toMap((task) -> RevisionPoint.task(task.no()), PlanTask::title));
		return order.rounds()
			.subjects()
			.stream()
			.map((subject) -> "\n[" + subject + "] "
					+ prompts.getOrDefault(subject, tasks.getOrDefault(subject, subject.replace('-', ' '))))
			.collect(Collectors.joining("", "\n\nWhat a point can belong to",
					"\n[" + PointInput.OUTSIDE + "] outside what was agreed"));
	}

	@Override
	Optional<Consequence> otherwise(Order order) {
		return silenceDecides(order).map((acceptBy) -> new Consequence("If you say nothing, it is accepted: ", acceptBy,
				", unless a cancellation or a ruling is open then"));
	}

	@Override
	public View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		OrderView.DeliveryView delivery = BriefText.last(order.deliveries());
		return new View(delivery, (delivery.moreTimeAskedAt() == null) ? settings().moreTime() : null,
				PointInput.rows(form), order.pointSubjects(), form.wrongIn(POINTS) || form.has("more", "1")
						|| form.all("point").stream().anyMatch((text) -> !text.isBlank()),
				asked(order.deliveries()));
	}

	private static List<PointView> asked(List<OrderView.DeliveryView> deliveries) {
		return (deliveries.size() < 2) ? List.of() : deliveries.get(deliveries.size() - 2).points();
	}

}
