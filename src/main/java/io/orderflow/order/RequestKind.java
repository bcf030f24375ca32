package io.orderflow.order;

/** What one side asks of the other. */
public enum RequestKind {

	/** A later delivery date (C1). */
	EXTENSION,
	/** To cancel the order (C2). */
	CANCELLATION

}
