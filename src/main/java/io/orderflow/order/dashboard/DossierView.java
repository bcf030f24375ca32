package io.orderflow.order.dashboard;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The reader's own dossier (B7). It is read at {@code /api/orders/{number}/dossier}.
 *
 * @param making whether a worker is asked for a new one
 * @param failed whether the one that was asked for last was not made
 * @param asOf how the order stood then, it says, UTC; null where there is none yet
 */
public record DossierView(boolean making, boolean failed, @Nullable Instant asOf) {

	static final DossierView NONE = new DossierView(false, false, null);

	/** Whether there is one. */
	public boolean made() {
		return this.asOf != null;
	}

}
