package io.orderflow.fulfilment.listing;

/**
 * The names that code and {@code listingApproval.bpmn} share; a test keeps them equal.
 * The business key is the listing's id.
 */
public final class ListingApprovalProcess {

	public static final String KEY = "listingApproval";

	public static final String REVIEW_LISTING = "userTask_reviewListing";

	/** Account of whoever sells the service. */
	public static final String FREELANCER = "freelancer";

	/** Which submission is reviewed. */
	public static final String LISTING_VERSION = "listingVersion";

	public static final String LISTING_APPROVED = "listingApproved";

	private ListingApprovalProcess() {
	}

}
