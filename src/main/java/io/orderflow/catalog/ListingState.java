package io.orderflow.catalog;

/** Where the content that a freelancer edits stands. */
public enum ListingState {

	/** Being written. */
	DRAFT,
	/** Waits for a moderator; cannot be changed meanwhile. */
	SUBMITTED,
	/** Sent back with a reason; to be changed and submitted again. */
	REJECTED,
	/** On sale as it is. */
	APPROVED

}
