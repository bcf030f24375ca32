package io.orderflow.sequence;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.orderflow.order.OrderSettings.Unanswered;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.timeline.WaitingTimes.Reason;
import io.orderflow.sequence.Act.Who;
import org.jspecify.annotations.Nullable;

import static io.orderflow.order.OrderStatus.AWAITING_CLARIFICATION;
import static io.orderflow.order.OrderStatus.AWAITING_REQUIREMENTS;
import static io.orderflow.order.OrderStatus.DRAFT_IN_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a model of an order waits for, and what may happen to it unasked: reminders,
 * lateness that is found, and what silence decides.
 */
final class ModelWaiting {

	private final OrderModel order;

	ModelWaiting(OrderModel order) {
		this.order = order;
	}

	/** What the time that passes now counts for (S20). */
	Reason reason() {
		if (this.order.questioned) {
			return Reason.QUESTION;
		}
		return switch (this.order.status) {
			case AWAITING_REQUIREMENTS -> Reason.REQUIREMENTS;
			case AWAITING_CLARIFICATION -> Reason.CLARIFICATION;
			case DRAFT_IN_REVIEW -> Reason.DRAFT;
			case DELIVERED -> Reason.REVIEW;
			case DRAFTING -> Reason.DRAFTING;
			case IN_PRODUCTION -> Reason.WORK;
			case IN_REVISION -> Reason.REVISION;
			default -> Reason.PLANNING;
		};
	}

	/** Whether silence accepts nothing now (S26). */
	boolean silenceHeld() {
		return this.order.requests.stream().anyMatch((request) -> request.holdsSilence(this.order.now()));
	}

	/**
	 * What this silence of the other side, or of the client, decides; none where none.
	 */
	List<Silence> silences() {
		return Stream
			.of((this.order.status == AWAITING_REQUIREMENTS) ? this.order.requirements : null, this.order.acceptance,
					(this.order.waiting() != null) ? this.order.waiting().answer : null)
			.filter(Objects::nonNull)
			.toList();
	}

	/** Nothing ran until now. */
	void outageOver() {
		silences().forEach((silence) -> silence.outageOver(this.order.now()));
		refusals().forEach((request) -> request.dispute.outageOver(this.order.now()));
	}

	/** Refusals that may still be put to a moderator, or of which nobody was reminded. */
	List<Request> refusals() {
		return this.order.requests.stream().filter((request) -> request.state == Request.State.DISPUTABLE).toList();
	}

	/** Whether whoever asked is to be reminded: a day before, or after an outage. */
	private boolean remindsOfDispute() {
		Instant now = this.order.now();
		return refusals().stream()
			.filter((request) -> request.dispute.reminded == null
					&& !now.isBefore(request.dispute.at.minus(OrderModel.DAY)))
			.findFirst()
			.map((request) -> {
				request.dispute.reminded = now;
				if (!now.isBefore(request.dispute.at)) {
					request.dispute.at = now.plus(OrderModel.DAY);
					this.order.acceptedNotBefore(request.dispute.at.plus(OrderModel.DAY));
				}
				return true;
			})
			.orElse(false);
	}

	/** What is read of a refusal is what counts; only after an outage it may be later. */
	void refusalReads(Request request, Instant until) {
		assertThat(until).as("disputable until").isBetween(request.dispute.at, request.dispute.latest);
		if (until.isAfter(request.dispute.at)) {
			request.dispute.at = until;
			this.order.acceptedNotBefore(until.plus(OrderModel.DAY));
		}
	}

	/**
	 * Something happened unasked: that is right, and the same follows from it here.
	 * @param step of a reminder
	 * @return whether it may happen now
	 */
	boolean happened(TimelineKind kind, @Nullable OrderStep step) {
		switch (kind) {
			case REMINDED -> {
				if (!reminds(step)) {
					return false;
				}
				this.order.write(kind);
			}
			case DISPUTE_REMINDED -> {
				if (!remindsOfDispute()) {
					return false;
				}
				this.order.write(kind);
			}
			case FELL_LATE -> {
				if (!this.order.clock.counts() || this.order.clock.late.isZero() || this.order.toldLate) {
					return false;
				}
				this.order.toldLate = true;
				this.order.write(kind);
			}
			case ORDER_CANCELLED -> {
				if (this.order.status != AWAITING_REQUIREMENTS || !this.order.requirements.decides(this.order.now())) {
					return false;
				}
				this.order.cancel();
			}
			case ACCEPTED_BY_SILENCE -> {
				if (this.order.acceptance == null || silenceHeld()
						|| !this.order.acceptance.decides(this.order.now())) {
					return false;
				}
				this.order.complete(kind);
			}
			case CANCELLATION_UNANSWERED, EXTENSION_UNANSWERED, EXTENSION_GRANTED -> {
				Request request = this.order.waiting();
				if (request == null || !request.answer.decides(this.order.now()) || kind != unanswered(request)) {
					return false;
				}
				if (kind == TimelineKind.EXTENSION_UNANSWERED) {
					this.order.settle(request, Request.State.OVER, kind);
				}
				else {
					this.order.accept(request, kind, kind);
				}
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	private TimelineKind unanswered(Request request) {
		if (request.longer == null) {
			return TimelineKind.CANCELLATION_UNANSWERED;
		}
		return (this.order.extension == Unanswered.GRANTED) ? TimelineKind.EXTENSION_GRANTED
				: TimelineKind.EXTENSION_UNANSWERED;
	}

	private boolean reminds(@Nullable OrderStep step) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS ->
				this.order.status == AWAITING_REQUIREMENTS && remind(this.order.requirements, true);
			case REVIEW_DELIVERY ->
				this.order.acceptance != null && !silenceHeld() && remind(this.order.acceptance, false);
			case ANSWER_REQUEST -> this.order.waiting() != null && remind(this.order.waiting().answer, false);
			case CLARIFY_REQUIREMENTS -> this.order.status == AWAITING_CLARIFICATION;
			case REVIEW_DRAFT -> this.order.status == DRAFT_IN_REVIEW;
			case ANSWER_QUESTION -> this.order.questioned;
			case POST_PROGRESS_UPDATE -> OrderModel.UNDER_WAY.contains(this.order.status) && !this.order.clock.stands;
			default -> false;
		};
	}

	/** Once for each time that is set, or more often. */
	private boolean remind(Silence silence, boolean again) {
		boolean right = again || silence.reminded == null;
		silence.reminded = this.order.now();
		return right;
	}

	/** The steps that wait for somebody, but for updates. */
	Map<OrderStep, Who> steps() {
		Map<OrderStep, Who> steps = new EnumMap<>(OrderStep.class);
		switch (this.order.status) {
			case AWAITING_REQUIREMENTS -> steps.put(OrderStep.PROVIDE_REQUIREMENTS, Who.CLIENT);
			case REQUIREMENTS_IN_REVIEW -> steps.put(OrderStep.REVIEW_REQUIREMENTS, Who.FREELANCER);
			case AWAITING_CLARIFICATION -> steps.put(OrderStep.CLARIFY_REQUIREMENTS, Who.CLIENT);
			case PLANNING -> steps.put(OrderStep.PLAN_WORK, Who.FREELANCER);
			case DRAFTING -> steps.put(OrderStep.SUBMIT_DRAFT, Who.FREELANCER);
			case IN_PRODUCTION, IN_REVISION -> steps.put(OrderStep.DELIVER_WORK, Who.FREELANCER);
			case DELIVERED -> steps.put(OrderStep.REVIEW_DELIVERY, Who.CLIENT);
			default -> {
				if (this.order.status == DRAFT_IN_REVIEW && !this.order.previewAwaited) {
					steps.put(OrderStep.REVIEW_DRAFT, Who.CLIENT);
				}
			}
		}
		if (this.order.questioned) {
			steps.put(OrderStep.ANSWER_QUESTION, Who.CLIENT);
		}
		if (this.order.waiting() != null) {
			steps.put(OrderStep.ANSWER_REQUEST, this.order.waiting().by.other());
		}
		return steps;
	}

	/** When something changes; null where it does not. */
	@Nullable Instant at(Act.Moment moment) {
		return switch (moment) {
			case DUE -> this.order.clock.stands ? null : this.order.clock.due;
			case A_DAY_LATE -> this.order.clock.counts() ? this.order.clock.due.plus(OrderModel.DAY) : null;
			case ACCEPTED_BY_SILENCE -> (this.order.acceptance != null) ? this.order.acceptance.at : null;
			case ANSWER_DUE -> (this.order.waiting() != null) ? this.order.waiting().answer.at : null;
			case DISPUTE_OVER -> this.order.requests.stream()
				.filter((request) -> request.disputable(this.order.now()))
				.map((request) -> request.dispute.at)
				.findFirst()
				.orElse(null);
			case REQUIREMENTS_DUE -> (this.order.status == AWAITING_REQUIREMENTS) ? this.order.requirements.at : null;
		};
	}

}
