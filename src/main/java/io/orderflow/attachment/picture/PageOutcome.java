package io.orderflow.attachment.picture;

/** What came of drawing a file. */
public enum PageOutcome {

	/** Its pages can be seen. */
	DRAWN,
	/** Of its kind nobody draws one. */
	NOT_DRAWABLE,
	/** It asks for a password. */
	ENCRYPTED,
	/** It is not what its kind asks for. */
	DAMAGED,
	/** It is larger, opened, than there is room for. */
	TOO_LARGE,
	/** It took too long: it is tried again a day later. */
	TOO_SLOW,
	/** What drew it died of it, more than once: it is tried no more. */
	QUARANTINED

}
