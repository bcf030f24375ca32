package io.orderflow.fulfilment;

import java.util.Set;

/**
 * The names that code and {@code listingApproval.bpmn} share; a test keeps them equal.
 * The business key is the listing's id.
 */
final class ListingApprovalProcess {

	static final String KEY = "listingApproval";

	static final String REVIEW_LISTING = "userTask_reviewListing";

	/** Account of whoever sells the service. */
	static final String FREELANCER = "freelancer";

	/** Which submission is reviewed. */
	static final String LISTING_VERSION = "listingVersion";

	static final String LISTING_APPROVED = "listingApproved";

	/** What a moderator may submit. */
	static final Set<String> REVIEW_KEYS = Set.of("decision", "reason");

	private ListingApprovalProcess() {
	}

}
