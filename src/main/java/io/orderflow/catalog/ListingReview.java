package io.orderflow.catalog;

import java.util.Set;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a moderator decides on a submitted service.
 *
 * @param decision approve, or reject
 * @param reason why it is rejected
 * @param version of the service that was read; null where the task that is decided says
 * that, as in Tasklist
 */
public record ListingReview(@Nullable Choice decision, @Nullable String reason, @Nullable Integer version) {

	/** The keys of its form in Tasklist. */
	public static final Set<String> KEYS = Set.of("decision", "reason");

	/** One on the version that waits. */
	public ListingReview(@Nullable Choice decision, @Nullable String reason) {
		this(decision, reason, null);
	}

	/** What is decided. */
	public enum Choice {

		APPROVE, REJECT

	}

	/**
	 * Checks it: to reject takes a reason; to approve takes none, for nobody would read
	 * it.
	 * @throws Refusal of kind INVALID, on the fields
	 */
	ListingReview checked(ProblemCollector problems) {
		Choice choice = problems.choice("decision", this.decision, Choice.class);
		String why = (choice == Choice.APPROVE) ? problems.optionalText("reason", this.reason, TextLimits.REASON)
				: problems.text("reason", this.reason, TextLimits.REASON);
		if (this.decision == Choice.APPROVE && !why.isBlank() && !problems.has("reason")) {
			problems.add("reason", "reason-not-sent");
		}
		problems.check();
		return new ListingReview(choice, why, this.version);
	}

	boolean approved() {
		return this.decision == Choice.APPROVE;
	}

	/** Reads what was submitted in Tasklist, where everything is text. */
	public static ListingReview fromTasklist(FormValues form) {
		return new ListingReview(form.optionalChoice("decision", Choice.class), form.value("reason"));
	}

}
