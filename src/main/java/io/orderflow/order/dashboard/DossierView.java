package io.orderflow.order.dashboard;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The reader's own dossier (B7). It is read at {@code /api/orders/{number}/dossier}.
 *
 * @param making whether a worker is asked for a new one
 * @param late whether that takes so long that another may be asked for
 * @param stuck whether that could not be done so far, and another may be asked for
 * @param failed whether the one that was asked for last was not made
 * @param askedAt since when a worker is asked, UTC; null where none is
 * @param asOf how the order stood then, it says, UTC; null where there is none yet
 */
public record DossierView(boolean making, boolean late, boolean stuck, boolean failed, @Nullable Instant askedAt,
		@Nullable Instant asOf) {

	static final DossierView NONE = new DossierView(false, false, false, false, null, null);

	/** The same at a time, where a worker has so long. */
	DossierView at(Instant now, Duration within) {
		return new DossierView(this.making, this.askedAt != null && !now.isBefore(this.askedAt.plus(within)),
				this.stuck, this.failed, this.askedAt, this.asOf);
	}

	/**
	 * Whether a worker is at it, and not for long: until then it may not be asked for.
	 */
	public boolean awaited() {
		return this.making && !this.late && !this.stuck;
	}

	/** What asking for another is called: ends the key of its text. */
	public String asking() {
		if (this.stuck) {
			return "again";
		}
		return made() ? "anew" : "first";
	}

	/** Whether there is one. */
	public boolean made() {
		return this.asOf != null;
	}

}
