package io.orderflow.order.dashboard;

import java.util.Set;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;

/**
 * Words about what the client approves: a draft together with the plan, or the plan alone
 * (S24), which nobody is to call a draft; and about what is delivered: the work, or a
 * revision of it.
 */
public final class PlanWords {

	/** What the key of a text ends in that speaks of a plan alone. */
	static final String PLAN_ALONE = ".plan-alone";

	/** What the key of a text ends in that speaks of a revision. */
	static final String REVISION = ".revision";

	private static final String STEP = "order.step.";

	private static final String SENDING = STEP + OrderStep.SUBMIT_DRAFT.id();

	private static final String REVIEW = STEP + OrderStep.REVIEW_DRAFT.id();

	private static final String THEIRS = "order.now.theirs.";

	/** The keys of the texts that speak of a draft, and have another of a plan alone. */
	static final Set<String> OF_DRAFTS = Set.of(SENDING, SENDING + ".how", SENDING + ".plan", SENDING + ".send", REVIEW,
			REVIEW + ".left-out.approve", "order.event.DRAFT_SUBMITTED", "order.event.DRAFT_APPROVED",
			"order.event.CHANGES_ASKED", "order.event.clock.DRAFT", "order.clock.stopped.client.DRAFT",
			"order.clock.stopped.freelancer.DRAFT", "order.clock.stopped.moderator.DRAFT", "order.drafts",
			"order.draft.no", "order.now.preview", THEIRS + OrderStep.SUBMIT_DRAFT.id(),
			THEIRS + OrderStep.REVIEW_DRAFT.id(), "dossier.section.drafts", "dossier.waited.DRAFT",
			"dossier.waited.DRAFTING");

	private PlanWords() {
	}

	/** The keys of the texts that speak of the work, and have another of a revision. */
	static final Set<String> OF_DELIVERIES = Set.of(STEP + OrderStep.DELIVER_WORK.id(),
			THEIRS + OrderStep.DELIVER_WORK.id());

	/** The key of the text to use in an order that stands so. */
	static String key(ApprovalNeeded approval, OrderStatus status, String key) {
		return (status == OrderStatus.IN_REVISION && OF_DELIVERIES.contains(key)) ? key + REVISION : key(approval, key);
	}

	/** The key of the text to use in an order with that approval. */
	public static String key(ApprovalNeeded approval, String key) {
		return (approval == ApprovalNeeded.PLAN && OF_DRAFTS.contains(key)) ? key + PLAN_ALONE : key;
	}

}
