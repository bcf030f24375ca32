package io.orderflow.catalog;

import java.util.UUID;

/** What listings need of the process engine. */
public interface ListingFlow {

	/**
	 * Starts the review of a submission, in the caller's transaction.
	 * @param version which submission: a listing's process is unique by both
	 */
	void submitted(UUID listingId, int version, String freelancer);

	/**
	 * Ends the review of a submission that its freelancer takes back, in the caller's
	 * transaction.
	 */
	void takenBack(UUID listingId);

	/**
	 * Completes the open review task as the moderator, who must be one; the task's
	 * listener calls {@link ListingService#review}.
	 */
	void review(UUID listingId, String moderator, ListingReview review);

}
