package io.orderflow.order;

import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The decisions that the processes of an order ask its sides for. Each is a user task of
 * a model, named {@code userTask_} and {@link #id()}.
 */
public enum OrderStep {

	/** The client answers the requirement questions (S17, S18). */
	PROVIDE_REQUIREMENTS("provideRequirements"),
	/** The freelancer reviews the brief (S19, S22). */
	REVIEW_REQUIREMENTS("reviewRequirements"),
	/** The client answers what was unclear (S19). */
	CLARIFY_REQUIREMENTS("clarifyRequirements"),
	/** The freelancer plans the work (S21). */
	PLAN_WORK("planWork"),
	/** The freelancer shows a draft, the plan, or both (S23, S24). */
	SUBMIT_DRAFT("submitDraft"),
	/** The client approves it or asks for changes (S24, B3). */
	REVIEW_DRAFT("reviewDraft"),
	/** The freelancer delivers (S26). */
	DELIVER_WORK("deliverWork"),
	/** The client answers what stopped the work (B1). */
	ANSWER_QUESTION("answerQuestion"),
	/** The freelancer tells the client how far the work is (S25, B4). */
	POST_PROGRESS_UPDATE("postProgressUpdate"),
	/** The client accepts, asks for a revision or for more time (S26, S27). */
	REVIEW_DELIVERY("reviewDelivery"),
	/** The side that was asked accepts or refuses (C1, C2). */
	ANSWER_REQUEST("answerRequest");

	private final String id;

	OrderStep(String id) {
		this.id = id;
	}

	/** The step's name in the model, the forms and the API. */
	@JsonValue
	public String id() {
		return this.id;
	}

	public static Optional<OrderStep> ofId(String id) {
		return Arrays.stream(values()).filter((step) -> step.id.equals(id)).findFirst();
	}

}
