package io.orderflow.order;

/** What an external task worker made of its task: a preview, a dossier. */
public enum WorkerResult {

	/** Not asked for yet. */
	NOT_ASKED,
	/** Asked for, not answered. */
	PENDING,
	/** The worker answered, and made nothing: the order says so. */
	NOT_MADE,
	/** The worker made it. */
	MADE

}
