package io.orderflow.order;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/** How an order ended (S28), and whether its dossier was made (B7). */
@Embeddable
public class Closing {

	private @Nullable Instant completedAt;

	private @Nullable Instant cancelledAt;

	private @Nullable String cancelledBy;

	private @Nullable String cancellationReason;

	@Enumerated(EnumType.STRING)
	private WorkerResult dossier = WorkerResult.NOT_ASKED;

	void completed(Instant now) {
		this.completedAt = now;
		this.dossier = WorkerResult.PENDING;
	}

	/**
	 * The order is called off.
	 * @param by the account; null where the process did it (C5)
	 */
	void cancelled(@Nullable String by, String reason, Instant now) {
		this.cancelledAt = now;
		this.cancelledBy = by;
		this.cancellationReason = reason;
		this.dossier = WorkerResult.PENDING;
	}

	/** A worker answered; whether that was still waited for. */
	boolean dossierAnswered(WorkerResult result) {
		if (this.dossier != WorkerResult.PENDING) {
			return false;
		}
		this.dossier = result;
		return true;
	}

	@Nullable Instant completedAt() {
		return this.completedAt;
	}

	/** The account; null where the process did it (C5). */
	public @Nullable String cancelledBy() {
		return this.cancelledBy;
	}

	public @Nullable String cancellationReason() {
		return this.cancellationReason;
	}

}
