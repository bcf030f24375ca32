package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * When the delivery is due. The clock starts when the requirements are complete, stands
 * while the order waits for the client, and goes on afterwards: the due date moves by
 * exactly the time it stood (B1). All times are UTC instants.
 */
@Embeddable
public class DeliveryClock {

	/** Why the clock stands. */
	public enum StopReason {

		CLARIFICATION, DRAFT, QUESTION, DELIVERED

	}

	@Column(name = "clock_started_at")
	private @Nullable Instant startedAt;

	@Column(name = "clock_due_at")
	private @Nullable Instant dueAt;

	@Column(name = "clock_stopped_at")
	private @Nullable Instant stoppedAt;

	@Enumerated(EnumType.STRING)
	@Column(name = "clock_stop_reason")
	private @Nullable StopReason stopReason;

	/** Starts for the first delivery, or again for a revision round. */
	void start(Instant now, Duration time) {
		this.startedAt = now;
		this.dueAt = now.plus(time);
		this.stoppedAt = null;
		this.stopReason = null;
	}

	/** Stops; a clock that does not run stays as it is. */
	void stop(Instant now, StopReason reason) {
		if (this.startedAt != null && this.stoppedAt == null) {
			this.stoppedAt = now;
			this.stopReason = reason;
		}
	}

	/** Goes on, with the due date later by the time it stood. */
	void resume(Instant now) {
		if (this.stoppedAt != null && this.dueAt != null) {
			this.dueAt = this.dueAt.plus(Duration.between(this.stoppedAt, now));
			this.stoppedAt = null;
			this.stopReason = null;
		}
	}

	/** Both agreed on more time (C1): due later by that much, also while it stands. */
	void extend(Duration by) {
		if (this.dueAt != null) {
			this.dueAt = this.dueAt.plus(by);
		}
	}

	@Nullable Instant startedAt() {
		return this.startedAt;
	}

	public @Nullable Instant dueAt() {
		return this.dueAt;
	}

	@Nullable Instant stoppedAt() {
		return this.stoppedAt;
	}

	@Nullable StopReason stopReason() {
		return this.stopReason;
	}

	public boolean running() {
		return this.startedAt != null && this.stoppedAt == null;
	}

}
