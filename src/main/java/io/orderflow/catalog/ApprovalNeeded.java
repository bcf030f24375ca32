package io.orderflow.catalog;

/** What the client must approve before the freelancer may deliver (S24). */
public enum ApprovalNeeded {

	/** A draft, sent together with the work plan: the default. */
	DRAFT_AND_PLAN,
	/** The work plan alone. */
	PLAN,
	/** Nothing: the work is delivered straight away. */
	NONE

}
