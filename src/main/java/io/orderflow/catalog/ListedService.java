package io.orderflow.catalog;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A {@link ListingView} in the list of its freelancer.
 *
 * @param version which submission the content is; 0 before the first
 * @param freelancer the account that sells it
 * @param state of the content
 * @param content what is being edited or reviewed, without its questions
 * @param rejectionReason why a moderator sent it back, while it is rejected
 * @param versionOnSale which version can be ordered meanwhile; null when none can
 * @param approvedAt when that version was approved
 * @param edition another one each time that anything of it changed
 */
public record ListedService(UUID id, int version, String freelancer, ListingState state, ListedContent content,
		@Nullable String rejectionReason, @Nullable Integer versionOnSale, @Nullable Instant approvedAt, long edition) {

	/** What it takes of a page. */
	int characters() {
		return this.content.characters() + ((this.rejectionReason != null) ? this.rejectionReason.length() : 0);
	}

	/** Whether something can be ordered that was approved before this was written. */
	public boolean earlierOnSale() {
		return this.versionOnSale != null && this.state != ListingState.APPROVED;
	}

	/** Whether a moderator has sent it back. */
	public boolean rejected() {
		return this.state == ListingState.REJECTED;
	}

}
