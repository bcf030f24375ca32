package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.orderflow.platform.ProblemCollector;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * When the delivery is due, and whether it is late. The clock starts when the
 * requirements are complete, stands while the order waits for the client, and goes on
 * afterwards: the due date moves by exactly the time it stood (B1).
 *
 * <p>
 * The order is late (S20) once a moment has passed, {@link #lateFrom()}: the due date,
 * and later by what requests kept from counting while they waited past it (B2). While the
 * clock stands or such a request waits there is no such moment; afterwards what counted
 * before goes on to count. The same in SQL is the column {@code late_from}. All times are
 * UTC instants.
 */
@Embeddable
public class DeliveryClock {

	/** No date further away than this is asked for. */
	private static final Duration FURTHEST = Duration.ofDays(365);

	/** Why the clock stands. */
	public enum StopReason {

		CLARIFICATION, DRAFT, QUESTION, DELIVERED;

		/** As it is kept; null while the clock runs. */
		public static @Nullable StopReason of(@Nullable String kept) {
			return (kept != null) ? valueOf(kept) : null;
		}

	}

	/**
	 * How it stands at a moment; UTC.
	 *
	 * @param due while it runs
	 * @param since since when it stands; null while it runs
	 * @param reason why it stands
	 * @param lateFor for how long the order is late, or was when it was delivered at that
	 * moment; null where it is not
	 * @param held whether it would be late but for a request that waits (B2)
	 */
	public record Reading(boolean running, @Nullable Instant due, @Nullable Instant since, @Nullable StopReason reason,
			@Nullable Duration lateFor, boolean held) {

	}

	/**
	 * How much time has counted as late, or may; UTC.
	 *
	 * @param from after which time counts; null where nothing can be late
	 * @param heldSince since when a request keeps time from counting; null while none
	 * does
	 * @param stoppedAt since when the clock stands, and why; null while it runs
	 * @param foundAt when it was found late, and both were told; null while it was not
	 * @param keptForClient whether a request of the client has kept time from counting
	 * for this due date, so that no other of theirs does (B2)
	 * @param keptForFreelancer the same of the freelancer
	 */
	public record Counted(@Nullable Instant from, @Nullable Instant heldSince, @Nullable Instant stoppedAt,
			@Nullable StopReason stopReason, @Nullable Instant foundAt, boolean keptForClient,
			boolean keptForFreelancer) {

		/** After an outage both know of it for nearly as long as it has to last. */
		private static final Duration TOLERANCE = Duration.ofHours(2);

		/** As long as the clock stands, what counted before. */
		public Duration overdue(Instant now) {
			return (this.from != null) ? Duration.between(this.from, (this.stoppedAt != null) ? this.stoppedAt : now)
					: Duration.ZERO;
		}

		/**
		 * When the client may cancel alone (C3), if nothing comes between: once so much
		 * has counted, and both have known of it for nearly as long. A clock that stops
		 * afterwards takes the right away no more, but a delivery does.
		 * @return null where nobody can say: too little has counted and the clock stands,
		 * or a request keeps time from counting (B2)
		 */
		public @Nullable Instant cancellableFrom(Duration lateBy, Instant now) {
			boolean counts = this.from != null && this.heldSince == null && this.stopReason != StopReason.DELIVERED;
			if (!counts || this.stoppedAt != null && overdue(now).compareTo(lateBy) < 0) {
				return null;
			}
			Duration tenth = lateBy.dividedBy(10);
			Instant known = ((this.foundAt != null) ? this.foundAt : now).plus(lateBy)
				.minus((tenth.compareTo(TOLERANCE) < 0) ? tenth : TOLERANCE);
			Instant late = Objects.requireNonNull(this.from).plus(lateBy);
			return late.isAfter(known) ? late : known;
		}

		/** Whether the client may now. */
		public boolean cancellable(Duration lateBy, Instant now) {
			Instant from = cancellableFrom(lateBy, now);
			return from != null && !now.isBefore(from);
		}

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

	/** Moves with the due date; null once nothing can be late any more. */
	private @Nullable Instant lateAt;

	/** Since when a request keeps time from counting, or the clock went on meanwhile. */
	@Column(name = "late_held_since")
	private @Nullable Instant heldSince;

	/**
	 * What that request has kept from counting so far, in nanoseconds, for earlier due
	 * dates too.
	 */
	@Column(name = "late_held_nanos")
	private long heldNanos;

	/** The client's request that is, or was last, the one for this due date (B2). */
	@Column(name = "late_held_by_client")
	private @Nullable Integer heldByClient;

	@Column(name = "late_held_by_freelancer")
	private @Nullable Integer heldByFreelancer;

	/** Whether that request has kept time from counting: then no other does. */
	@Column(name = "late_kept_for_client")
	private boolean keptForClient;

	@Column(name = "late_kept_for_freelancer")
	private boolean keptForFreelancer;

	/** When it was found late, and both were told; null while it was not. */
	private @Nullable Instant lateMarkedAt;

	/** Whether a process waits for the end of it. */
	private boolean lateWatched;

	/** Starts for the first delivery, or again for a revision round. */
	void start(Instant now, Duration time) {
		this.startedAt = now;
		this.dueAt = now.plus(time);
		this.stoppedAt = null;
		this.stopReason = null;
		this.lateAt = this.dueAt;
		this.heldSince = null;
		letBothHoldAgain();
	}

	/** Stops; a clock that does not run stays as it is. */
	void stop(Instant now, StopReason reason) {
		if (running()) {
			countHeld(now);
			this.stoppedAt = now;
			this.stopReason = reason;
		}
	}

	/** Goes on, with the due date later by the time it stood. */
	void resume(Instant now) {
		if (this.stoppedAt != null && this.dueAt != null) {
			Duration stood = Duration.between(this.stoppedAt, now);
			this.dueAt = this.dueAt.plus(stood);
			this.lateAt = (this.lateAt != null) ? this.lateAt.plus(stood) : null;
			this.heldSince = (this.heldSince != null) ? now : null;
			this.stoppedAt = null;
			this.stopReason = null;
		}
	}

	/**
	 * Both agreed on more time (C1): due later by that much, also while it stands. What
	 * did not count until now does not count after a date that is past by now either; and
	 * nothing does until now, if the request that waited for so long was the one of its
	 * side.
	 */
	void extend(Duration by, int request, Instant now) {
		if (this.dueAt != null) {
			this.dueAt = this.dueAt.plus(by);
			Instant counted = (this.stoppedAt != null) ? this.stoppedAt : now;
			boolean held = Objects.equals(this.heldByClient, request) || Objects.equals(this.heldByFreelancer, request);
			Instant kept = (this.lateAt != null && this.lateAt.isAfter(this.dueAt)) ? this.lateAt : this.dueAt;
			this.lateAt = (held && counted.isAfter(kept)) ? counted : kept;
			letBothHoldAgain();
		}
	}

	private void letBothHoldAgain() {
		this.heldByClient = null;
		this.heldByFreelancer = null;
		this.keptForClient = false;
		this.keptForFreelancer = false;
	}

	/**
	 * A request begins to wait, for an answer or a ruling: until that comes no time
	 * counts as late (B2). Of each side one request can do so for each due date, and one
	 * that kept no time, since it was answered before, leaves that to the next.
	 */
	void hold(int request, boolean byClient, Instant now) {
		Integer one = byClient ? this.heldByClient : this.heldByFreelancer;
		boolean kept = byClient ? this.keptForClient : this.keptForFreelancer;
		if (kept && one != null && one != request) {
			return;
		}
		if (byClient) {
			this.heldByClient = request;
		}
		else {
			this.heldByFreelancer = request;
		}
		this.heldSince = now;
	}

	/**
	 * It waits no longer.
	 * @return how much time it has kept from counting as late; zero where none was
	 */
	Duration release(boolean byClient, Instant now) {
		countHeld(now);
		Duration held = Duration.ofNanos(this.heldNanos);
		this.keptForClient |= byClient && !held.isZero();
		this.keptForFreelancer |= !byClient && !held.isZero();
		this.heldSince = null;
		this.heldNanos = 0;
		return held;
	}

	private void countHeld(Instant now) {
		if (this.heldSince != null && this.lateAt != null && running()) {
			Instant from = this.heldSince.isAfter(this.lateAt) ? this.heldSince : this.lateAt;
			if (now.isAfter(from)) {
				Duration held = Duration.between(from, now);
				this.lateAt = this.lateAt.plus(held);
				this.heldNanos += held.toNanos();
			}
			this.heldSince = now;
		}
	}

	/** After which the order is late; null while nothing makes it late. */
	public @Nullable Instant lateFrom() {
		return (running() && this.heldSince == null) ? this.lateAt : null;
	}

	/** Whether the order is late (S20). */
	public boolean late(Instant now) {
		return lateFor(now).compareTo(Duration.ZERO) > 0;
	}

	/** For how long it is late now; zero or less where it is not. */
	Duration lateFor(Instant now) {
		Instant from = lateFrom();
		return (from != null) ? Duration.between(from, now) : Duration.ZERO;
	}

	/** How it stands; null before it starts. */
	@Nullable Reading reading(Instant now) {
		if (this.startedAt == null) {
			return null;
		}
		boolean delivering = this.stopReason == StopReason.DELIVERED && now.equals(this.stoppedAt);
		Duration late = delivering ? overdue(now) : lateFor(now);
		return new Reading(running(), running() ? this.dueAt : null, this.stoppedAt, this.stopReason,
				(late.compareTo(Duration.ZERO) > 0) ? late : null, held(now));
	}

	/** Whether it would be late but for a request that waits (B2). */
	public boolean held(Instant now) {
		return running() && this.heldSince != null && this.lateAt != null && now.isAfter(this.lateAt);
	}

	/** Since when it is late; null where it is not. */
	public @Nullable Instant lateSince(Instant now) {
		return late(now) ? lateFrom() : null;
	}

	/** Notes that it was found late; false where it is not, or was before. */
	boolean markLate(Instant now) {
		if (this.lateMarkedAt != null || !late(now)) {
			return false;
		}
		this.lateMarkedAt = now;
		this.lateWatched = true;
		return true;
	}

	/** When it was found late; null where it was not, or was delivered or moved since. */
	public @Nullable Instant foundLateAt() {
		return this.lateMarkedAt;
	}

	/**
	 * For how long it was late when the clock stopped, or is by now; negative where it is
	 * not due yet.
	 */
	public Duration overdue(Instant now) {
		return counted().overdue(now);
	}

	public Counted counted() {
		return new Counted(this.lateAt, this.heldSince, this.stoppedAt, this.stopReason, this.lateMarkedAt,
				this.keptForClient, this.keptForFreelancer);
	}

	/**
	 * Delivered, due later, or closed: what was found late is so no more; false where
	 * nothing was.
	 */
	boolean endLateness() {
		boolean ended = this.lateMarkedAt != null;
		this.lateMarkedAt = null;
		return ended;
	}

	/** A closed order is never late. */
	void close() {
		this.lateAt = null;
	}

	/** Whether the process that waits for the end of it is to hear of that, once. */
	public boolean takeLatenessEnded() {
		boolean ended = this.lateWatched && this.lateMarkedAt == null;
		this.lateWatched &= !ended;
		return ended;
	}

	@Nullable Instant startedAt() {
		return this.startedAt;
	}

	/** Whether it stands, and the delivery is due later by that. */
	public boolean waitsForClient() {
		return this.stoppedAt != null && this.stopReason != StopReason.DELIVERED && this.lateAt != null;
	}

	/** As if the clock had not stopped, while it stands. */
	public @Nullable Instant dueAt() {
		return this.dueAt;
	}

	/** Notes on {@code due} what is wrong with a later date that is asked for (C1). */
	public void checkLater(Instant wanted, Instant now, ProblemCollector problems) {
		Instant due = expectedDue(now);
		if (due != null && (!wanted.isAfter(due) || !wanted.isAfter(now))) {
			problems.add("due", wanted.isAfter(due) ? "due-past" : "due-not-later");
		}
		else if (wanted.isAfter(now.plus(FURTHEST))) {
			problems.add("due", "due-too-far", FURTHEST.toDays());
		}
	}

	/**
	 * When the delivery is due if the clock goes on now: later by the time for which it
	 * has stood for the client.
	 */
	public @Nullable Instant expectedDue(Instant now) {
		return (this.lateAt != null) ? expectedDue(this.dueAt, this.stoppedAt, this.stopReason, now) : this.dueAt;
	}

	/** The same of the columns of an order that is not closed. */
	public static @Nullable Instant expectedDue(@Nullable Instant due, @Nullable Instant stopped,
			@Nullable StopReason reason, Instant now) {
		boolean waits = stopped != null && reason != StopReason.DELIVERED && now.isAfter(stopped);
		return (due != null && waits) ? due.plus(Duration.between(stopped, now)) : due;
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
