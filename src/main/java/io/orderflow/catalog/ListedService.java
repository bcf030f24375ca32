package io.orderflow.catalog;

import java.time.Instant;
import java.util.UUID;

import javax.money.MonetaryAmount;

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
 * @param priceOnSale at which price it can be ordered meanwhile; null when it cannot
 * @param approvedAt when the version that was approved last was
 * @param offSaleSince since when its freelancer keeps it off sale; null while they do not
 * @param edition another one each time that anything of it changed, but whether it is off
 * sale
 */
public record ListedService(UUID id, int version, String freelancer, ListingState state, ListedContent content,
		@Nullable String rejectionReason, @Nullable Integer versionOnSale, @Nullable MonetaryAmount priceOnSale,
		@Nullable Instant approvedAt, @Nullable Instant offSaleSince, long edition) {

	/** What it takes of a page. */
	int characters() {
		return this.content.characters() + ((this.rejectionReason != null) ? this.rejectionReason.length() : 0);
	}

	/** Whether something can be ordered that was approved before this was written. */
	public boolean earlierOnSale() {
		return this.versionOnSale != null && this.state != ListingState.APPROVED;
	}

	/** Whether its freelancer has taken it off sale. */
	public boolean offSale() {
		return this.offSaleSince != null;
	}

	/** Whether it is off sale while something else is written or reviewed. */
	public boolean offSaleMeanwhile() {
		return offSale() && this.state != ListingState.APPROVED;
	}

	/** How it stands in a word: the state of the content, or that it is off sale. */
	public String standing() {
		return standing(this.state, offSale());
	}

	static String standing(ListingState state, boolean offSale) {
		return (state == ListingState.APPROVED && offSale) ? "OFF_SALE" : state.name();
	}

	/** Whether a moderator has sent it back. */
	public boolean rejected() {
		return this.state == ListingState.REJECTED;
	}

}
