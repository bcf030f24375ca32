package io.orderflow.order.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderStatus.Turn;
import io.orderflow.order.TimelineKind;
import org.jspecify.annotations.Nullable;

/**
 * How long an order waited for each of its sides, in all and by reason (S20, B1): read
 * off its timeline. Every moment from its placement on belongs to one reason, so that all
 * of them together are the order's age, or its life once it is closed. Moments are taken
 * to the second, as they are told: so whatever is shown of it, page, dossier or API, adds
 * up.
 */
public record WaitingTimes(Side client, Side freelancer) {

	/** The kinds of lines after which the order waits for something else. */
	public static final Set<TimelineKind> TURNING = EnumSet.of(TimelineKind.ORDER_PLACED,
			TimelineKind.REQUIREMENTS_SUBMITTED, TimelineKind.CLOCK_STARTED, TimelineKind.CLARIFICATION_ASKED,
			TimelineKind.CLARIFICATION_ANSWERED, TimelineKind.REQUIREMENTS_CLEAR, TimelineKind.WORK_PLANNED,
			TimelineKind.DRAFT_SUBMITTED, TimelineKind.CHANGES_ASKED, TimelineKind.DRAFT_APPROVED,
			TimelineKind.WORK_DELIVERED, TimelineKind.REVISION_ASKED, TimelineKind.QUESTION_ASKED,
			TimelineKind.QUESTION_ANSWERED, TimelineKind.QUESTION_WITHDRAWN, TimelineKind.QUESTION_OVERTAKEN,
			TimelineKind.ORDER_COMPLETED, TimelineKind.ORDER_CANCELLED);

	private static final Set<TimelineKind> ENDS_QUESTION = EnumSet.of(TimelineKind.QUESTION_ANSWERED,
			TimelineKind.QUESTION_WITHDRAWN, TimelineKind.QUESTION_OVERTAKEN);

	/** What the order waits for. A preview in the making counts as the client's draft. */
	public enum Reason {

		REQUIREMENTS(Turn.CLIENT), CLARIFICATION(Turn.CLIENT), DRAFT(Turn.CLIENT), QUESTION(Turn.CLIENT),
		REVIEW(Turn.CLIENT), PLANNING(Turn.FREELANCER), DRAFTING(Turn.FREELANCER), WORK(Turn.FREELANCER),
		REVISION(Turn.FREELANCER);

		private final Turn turn;

		Reason(Turn turn) {
			this.turn = turn;
		}

	}

	/**
	 * How long it waited for one side.
	 *
	 * @param reasons only those for which it did
	 */
	public record Side(Duration total, Map<Reason, Duration> reasons) {

		/** Whether it is long enough for anybody to be told: a minute. */
		public boolean worthTelling() {
			return this.total.toMinutes() > 0;
		}

	}

	/** A line of the timeline that turns the order to something else. */
	public record Event(Instant at, TimelineKind kind) {

	}

	/**
	 * Adds up what the lines say.
	 * @param events those of {@link #TURNING}, in the order of the timeline
	 * @param approval what the service wants approved: whether drafts follow the plan
	 * @param now up to when, for an order that is not closed
	 */
	public static WaitingTimes of(List<Event> events, ApprovalNeeded approval, Instant now) {
		Map<Reason, Duration> waited = new EnumMap<>(Reason.class);
		Reason present = Reason.REQUIREMENTS;
		Reason asideOf = present;
		@Nullable Instant since = null;
		for (Event event : events) {
			Instant at = event.at().truncatedTo(ChronoUnit.SECONDS);
			count(waited, present, since, at);
			since = at;
			if (event.kind() == TimelineKind.ORDER_COMPLETED || event.kind() == TimelineKind.ORDER_CANCELLED) {
				return of(waited);
			}
			if (present == Reason.QUESTION && !ENDS_QUESTION.contains(event.kind())) {
				// the client's turn until the answer, whatever the freelancer does
				// meanwhile
				asideOf = after(event.kind(), asideOf, asideOf, approval);
				continue;
			}
			if (event.kind() == TimelineKind.QUESTION_ASKED) {
				asideOf = present;
			}
			present = after(event.kind(), present, asideOf, approval);
		}
		count(waited, present, since, now.truncatedTo(ChronoUnit.SECONDS));
		return of(waited);
	}

	private static Reason after(TimelineKind kind, Reason present, Reason asideOf, ApprovalNeeded approval) {
		return switch (kind) {
			case REQUIREMENTS_SUBMITTED, CLARIFICATION_ANSWERED, REQUIREMENTS_CLEAR -> Reason.PLANNING;
			// requirements that came with the order are submitted by no line of their own
			case CLOCK_STARTED -> (present == Reason.REQUIREMENTS) ? Reason.PLANNING : present;
			case CLARIFICATION_ASKED -> Reason.CLARIFICATION;
			case WORK_PLANNED -> (approval == ApprovalNeeded.NONE) ? Reason.WORK : Reason.DRAFTING;
			case DRAFT_SUBMITTED -> Reason.DRAFT;
			case CHANGES_ASKED -> Reason.DRAFTING;
			case DRAFT_APPROVED -> Reason.WORK;
			case WORK_DELIVERED -> Reason.REVIEW;
			case REVISION_ASKED -> Reason.REVISION;
			case QUESTION_ASKED -> Reason.QUESTION;
			case QUESTION_ANSWERED, QUESTION_WITHDRAWN, QUESTION_OVERTAKEN -> asideOf;
			default -> present;
		};
	}

	private static void count(Map<Reason, Duration> waited, Reason reason, @Nullable Instant since, Instant until) {
		if (since != null && until.isAfter(since)) {
			waited.merge(reason, Duration.between(since, until), Duration::plus);
		}
	}

	static WaitingTimes of(Map<Reason, Duration> waited) {
		return new WaitingTimes(side(waited, Turn.CLIENT), side(waited, Turn.FREELANCER));
	}

	/** Whether it waited for nobody. */
	public boolean none() {
		return this.client.total().isZero() && this.freelancer.total().isZero();
	}

	private static Side side(Map<Reason, Duration> waited, Turn turn) {
		Map<Reason, Duration> reasons = waited.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().turn == turn)
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().truncatedTo(ChronoUnit.SECONDS),
					Duration::plus, () -> new EnumMap<>(Reason.class)));
		return new Side(reasons.values().stream().reduce(Duration.ZERO, Duration::plus), reasons);
	}

}
