package io.orderflow.catalog;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A listing as its freelancer and the moderators see it, and, with the approved content
 * only, as everyone does.
 *
 * @param version which submission the content is; 0 before the first
 * @param freelancer the account that sells it
 * @param state of the content
 * @param content what is being edited or reviewed; for everyone else, what is on sale
 * @param rejectionReason why a moderator sent it back, while it is rejected
 * @param versionOnSale which version can be ordered meanwhile; null when none can
 * @param approvedAt when that version was approved
 * @param edition another one each time that anything of it changed; a form that was shown
 * of it says which it saw
 */
public record ListingView(UUID id, int version, String freelancer, ListingState state, ListingContent content,
		@Nullable String rejectionReason, @Nullable Integer versionOnSale, @Nullable Instant approvedAt, long edition) {

	/** Whether somebody sells it. */
	public boolean of(String account) {
		return this.freelancer.equals(account);
	}

	/** Whether something can be ordered that was approved before this was written. */
	public boolean earlierOnSale() {
		return this.versionOnSale != null && this.state != ListingState.APPROVED;
	}

	/** Whether what can be ordered is as it is written. */
	public boolean asOnSale() {
		return this.state == ListingState.APPROVED;
	}

	/** Whether a moderator has ever had it before them. */
	public boolean everSubmitted() {
		return this.version > 0;
	}

	/** Whether a moderator has it before them. */
	public boolean underReview() {
		return this.state == ListingState.SUBMITTED;
	}

}
