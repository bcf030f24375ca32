package io.orderflow.sequence;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.orderflow.order.OrderStep;
import io.orderflow.sequence.Act.Deed;
import org.jspecify.annotations.Nullable;

/**
 * What is sent with a deed.
 *
 * @param step the step of the order that it decides; null where it is none
 * @param path below the order's address in the API
 * @param values the fields, as in the form of Tasklist and, where it is no step, in the
 * API
 */
record DeedForm(@Nullable OrderStep step, String path, Map<String, Object> values) {

	/**
	 * Of a deed of people.
	 *
	 * @param today a day that a plan may have
	 * @param draft the files of a draft
	 * @param points how many points the next delivery answers
	 * @param tasks the name of the plan's next task: another name is another plan
	 * @param due the date that is asked for
	 */
	record Facts(String today, List<?> draft, int points, String tasks, String due, boolean ticked) {

	}

	static DeedForm of(Deed deed, Facts facts) {
		return switch (deed) {
			case PROVIDE -> step(OrderStep.PROVIDE_REQUIREMENTS, "requirements",
					Map.of("answer_story", "A fox looks for the sea."));
			case CLEAR -> step(OrderStep.REVIEW_REQUIREMENTS, "requirements/review", Map.of("decision", "clear"));
			case ASK_CLARIFICATION -> step(OrderStep.REVIEW_REQUIREMENTS, "requirements/review",
					Map.of("decision", "clarify", "question", "Which fox?"));
			case CLARIFY ->
				step(OrderStep.CLARIFY_REQUIREMENTS, "requirements/clarification", Map.of("answer", "The red one"));
			case PLAN -> step(OrderStep.PLAN_WORK, "plan", Map.of("tasks", facts.today() + " Draw"));
			case SUBMIT_DRAFT ->
				step(OrderStep.SUBMIT_DRAFT, "drafts", Map.of("message", "A sketch", "files", facts.draft()));
			case SUBMIT_ANOTHER_PLAN -> step(OrderStep.SUBMIT_DRAFT, "drafts", Map.of("message", "A sketch", "files",
					facts.draft(), "tasks", facts.today() + " " + facts.tasks()));
			case APPROVE -> step(OrderStep.REVIEW_DRAFT, "drafts/review", Map.of("decision", "approve"));
			case ASK_CHANGES ->
				step(OrderStep.REVIEW_DRAFT, "drafts/review", Map.of("decision", "changes", "comments", "Less red"));
			case DELIVER -> step(OrderStep.DELIVER_WORK, "deliveries", Map.of("message", "Here it is", "withoutFiles",
					true, "answers", Collections.nCopies(facts.points(), "Done")));
			case ACCEPT -> step(OrderStep.REVIEW_DELIVERY, "deliveries/review", Map.of("decision", "accept"));
			case ASK_REVISION -> step(OrderStep.REVIEW_DELIVERY, "deliveries/review",
					Map.of("decision", "revision", "points", "[story] A longer tail"));
			case ASK_MORE_TIME -> step(OrderStep.REVIEW_DELIVERY, "deliveries/review", Map.of("decision", "more-time"));
			case POST_UPDATE -> step(OrderStep.POST_PROGRESS_UPDATE, "updates", Map.of("message", "Half of it"));
			case ANSWER_QUESTION ->
				step(OrderStep.ANSWER_QUESTION, "questions/answer", Map.of("answer", "The red one"));
			case ACCEPT_REQUEST -> step(OrderStep.ANSWER_REQUEST, "requests/answer", Map.of("decision", "accept"));
			case REFUSE_REQUEST -> step(OrderStep.ANSWER_REQUEST, "requests/answer",
					Map.of("decision", "refuse", "answer", "We had a deal"));
			case ASK_QUESTION -> other("questions", Map.of("question", "Which fox?"));
			case WITHDRAW_QUESTION -> other("questions/withdrawal", Map.of());
			case OBJECT -> other("points/1/objection", Map.of("reason", "It was agreed"));
			case TICK -> other("plan/1", Map.of("done", !facts.ticked()));
			case CANCEL_ALONE -> other("cancellation", Map.of("reason", "It is late"));
			case ASK_EXTENSION ->
				other("requests", Map.of("kind", "extension", "reason", "The fox is shy", "due", facts.due()));
			case ASK_CANCELLATION -> other("requests",
					Map.of("kind", "cancellation", "reason", "No longer needed", "responsible", "nobody"));
			case WITHDRAW_REQUEST -> other("requests/withdrawal", Map.of());
			case DISPUTE -> other("requests/dispute", Map.of("reason", "The deal was another"));
			case RULE_FOR -> other("requests/ruling", Map.of("decision", "accept", "reason", "So be it"));
			case RULE_AGAINST -> other("requests/ruling", Map.of("decision", "refuse", "reason", "Go on"));
			case MAKE_PREVIEW, FAIL_PREVIEW -> throw new IllegalArgumentException("For workers: " + deed);
		};
	}

	private static DeedForm step(OrderStep step, String path, Map<String, Object> values) {
		return new DeedForm(step, path, values);
	}

	private static DeedForm other(String path, Map<String, Object> values) {
		return new DeedForm(null, path, values);
	}

	/** One of its values that is a text. */
	String text(String key) {
		return (String) this.values.get(key);
	}

}
