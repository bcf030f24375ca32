package io.orderflow.order;

import io.orderflow.order.DeliveryClock.StopReason;
import org.jspecify.annotations.Nullable;

/** Where an order stands, and whose turn it is (S20). */
public enum OrderStatus {

	AWAITING_REQUIREMENTS(Turn.CLIENT),

	REQUIREMENTS_IN_REVIEW(Turn.FREELANCER),

	AWAITING_CLARIFICATION(Turn.CLIENT),

	PLANNING(Turn.FREELANCER),

	DRAFTING(Turn.FREELANCER),

	DRAFT_IN_REVIEW(Turn.CLIENT),

	IN_PRODUCTION(Turn.FREELANCER),

	IN_REVISION(Turn.FREELANCER),

	DELIVERED(Turn.CLIENT),

	/** The delivery was accepted; the order is completed in the same transaction. */
	ACCEPTED(Turn.NOBODY),

	COMPLETED(Turn.NOBODY),

	CANCELLED(Turn.NOBODY);

	/** Who has to act next. */
	public enum Turn {

		CLIENT, FREELANCER, NOBODY

	}

	private final Turn turn;

	OrderStatus(Turn turn) {
		this.turn = turn;
	}

	public Turn turn() {
		return this.turn;
	}

	/**
	 * The same while the clock stands: what the freelancer asks in between is the
	 * client's to answer (B1).
	 * @param stands why; null while it runs
	 */
	public Turn turn(DeliveryClock.@Nullable StopReason stands) {
		return (stands == StopReason.QUESTION && !closed()) ? Turn.CLIENT : this.turn;
	}

	/**
	 * As which it is shown: while the work stands until the client has answered a
	 * question, as one that waits for an answer, whatever is being made (B1).
	 * @param stands why its clock stands; null while it runs
	 */
	public OrderStatus shown(DeliveryClock.@Nullable StopReason stands) {
		return (turn(stands) != this.turn) ? AWAITING_CLARIFICATION : this;
	}

	/** What it waits for; null once nothing is to be decided any more. */
	public @Nullable OrderStep step() {
		return switch (this) {
			case AWAITING_REQUIREMENTS -> OrderStep.PROVIDE_REQUIREMENTS;
			case REQUIREMENTS_IN_REVIEW -> OrderStep.REVIEW_REQUIREMENTS;
			case AWAITING_CLARIFICATION -> OrderStep.CLARIFY_REQUIREMENTS;
			case PLANNING -> OrderStep.PLAN_WORK;
			case DRAFTING -> OrderStep.SUBMIT_DRAFT;
			case DRAFT_IN_REVIEW -> OrderStep.REVIEW_DRAFT;
			case IN_PRODUCTION, IN_REVISION -> OrderStep.DELIVER_WORK;
			case DELIVERED -> OrderStep.REVIEW_DELIVERY;
			case ACCEPTED, COMPLETED, CANCELLED -> null;
		};
	}

	/** Whether the order is over: nothing changes it any more but private notes (S28). */
	public boolean closed() {
		return this == COMPLETED || this == CANCELLED;
	}

	/** Whether a revision is made, which has a due date of its own (S27). */
	public boolean revising() {
		return this == IN_REVISION;
	}

	/** Whether the client has accepted the delivery (S26). */
	public boolean accepted() {
		return this == ACCEPTED || this == COMPLETED;
	}

	/** Whether either side can still ask something of the other (C2). */
	public boolean takesRequests() {
		return !closed() && this != ACCEPTED;
	}

	/**
	 * From planning to delivery, while the freelancer works: then a question can stop the
	 * work (B1).
	 */
	public boolean takesQuestions() {
		return switch (this) {
			case PLANNING, DRAFTING, IN_PRODUCTION, IN_REVISION -> true;
			default -> false;
		};
	}

	/**
	 * From complete requirements to delivery: while the client is kept informed (S25).
	 */
	public boolean underWay() {
		return switch (this) {
			case REQUIREMENTS_IN_REVIEW, AWAITING_CLARIFICATION, PLANNING, DRAFTING, DRAFT_IN_REVIEW, IN_PRODUCTION,
					IN_REVISION ->
				true;
			default -> false;
		};
	}

}
