package io.orderflow.order.preview;

/** What came of drawing one file of a draft. */
public enum PreviewOutcome {

	/** There is a preview. */
	DRAWN,
	/** Of its kind nobody draws one: its name, kind and size are all there is. */
	NOT_DRAWABLE,
	/** It asks for a password. */
	ENCRYPTED,
	/** It is not what its kind asks for. */
	DAMAGED,
	/** It is larger, opened, than a worker has room for. */
	TOO_LARGE,
	/** It took too long. */
	TOO_SLOW,
	/**
	 * Workers that began it did not come back: it is tried no more. The application says
	 * so, and no worker does.
	 */
	QUARANTINED

}
