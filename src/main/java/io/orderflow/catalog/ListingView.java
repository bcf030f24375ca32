package io.orderflow.catalog;

import java.time.Instant;
import java.util.Objects;
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
 * @param approvedAt when the version that was approved last was
 * @param offSaleSince since when its freelancer keeps it off sale; null while they do not
 * @param edition another one each time that anything of it changed, but whether it is off
 * sale; a form that was shown of it says which it saw
 * @param submittedAt since when it waits for a moderator; null while it does not
 * @param sentBack what was sent back last, since anything of it was approved; null where
 * nothing was
 */
public record ListingView(UUID id, int version, String freelancer, ListingState state, ListingContent content,
		@Nullable String rejectionReason, @Nullable Integer versionOnSale, @Nullable Instant approvedAt,
		@Nullable Instant offSaleSince, long edition, @Nullable Instant submittedAt, @Nullable SentBack sentBack) {

	/**
	 * A submission that a moderator sent back.
	 *
	 * @param version which submission that was
	 * @param reason which its freelancer has read
	 */
	public record SentBack(int version, String reason) {

	}

	/** Whether there is a change that can be dropped, for what was approved before it. */
	public boolean discardable() {
		return everApproved() && this.state != ListingState.APPROVED && !underReview();
	}

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
		return this.state == ListingState.APPROVED && !offSale();
	}

	/** Whether its freelancer has taken it off sale. */
	public boolean offSale() {
		return this.offSaleSince != null;
	}

	/** Whether it is off sale while something else is written or reviewed. */
	public boolean offSaleMeanwhile() {
		return offSale() && this.state != ListingState.APPROVED;
	}

	/** Whether it is off sale though it is approved as it is written. */
	public boolean approvedOffSale() {
		return offSale() && this.state == ListingState.APPROVED;
	}

	/** Whether it can be taken off sale or put back. */
	public boolean everApproved() {
		return this.approvedAt != null;
	}

	/** How it stands in a word: the state of the content, or that it is off sale. */
	public String standing() {
		return ListedService.standing(this.state, offSale());
	}

	/** Whether a moderator has ever had it before them. */
	public boolean everSubmitted() {
		return this.version > 0;
	}

	/**
	 * Whether it stays for what moderators had before them, of which they approved none.
	 */
	public boolean keptUnapproved() {
		return everSubmitted() && !everApproved();
	}

	/** Whether a decision has come out already as this one would. */
	public boolean decidedAs(ListingReview review) {
		return review.version() != null && review.version() == this.version
				&& (review.approved() ? this.state == ListingState.APPROVED
						: this.state == ListingState.REJECTED && Objects.equals(this.rejectionReason, review.reason()));
	}

	/** Whether a moderator has it before them. */
	public boolean underReview() {
		return this.state == ListingState.SUBMITTED;
	}

}
