package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import io.orderflow.sequence.Act.Who;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a model (B1, B2, S20): adds up what passes. While it stands the due date
 * goes along with the time; what passes after it while the clock runs counts as late,
 * unless a request waits that is the one of its side for this due date.
 */
final class ModelClock {

	Instant now;

	@Nullable Instant due;

	boolean stands;

	boolean closed;

	/** How much time has counted as late for this due date. */
	Duration late = Duration.ZERO;

	private final Map<Who, Request> suspended = new EnumMap<>(Who.class);

	/** Whose request has kept time from counting, for this due date. */
	private final Set<Who> used = EnumSet.noneOf(Who.class);

	private @Nullable Request suspending;

	ModelClock(Instant now) {
		this.now = now;
	}

	void start(Duration time) {
		this.due = this.now.plus(time);
		this.stands = false;
		newDueDate(Duration.ZERO);
	}

	void pass(Instant until) {
		Duration passed = Duration.between(this.now, until);
		if (this.due != null && !this.closed) {
			if (this.stands) {
				this.due = this.due.plus(passed);
			}
			else if (until.isAfter(this.due)) {
				Duration overdue = Duration.between(this.now.isAfter(this.due) ? this.now : this.due, until);
				if (this.suspending != null) {
					this.suspending.kept = this.suspending.kept.plus(overdue);
				}
				else {
					this.late = this.late.plus(overdue);
				}
			}
		}
		this.now = until;
	}

	/** Whether what passes after the due date counts as late now. */
	boolean counts() {
		return this.due != null && !this.stands && this.suspending == null && !this.closed;
	}

	/** When so much has counted, if nothing comes between. */
	Instant lateFor(Duration time) {
		return (this.now.isAfter(this.due) ? this.now : this.due).plus(time).minus(this.late);
	}

	boolean suspended() {
		return this.suspending != null;
	}

	/**
	 * Each side once for each due date; a ruling counts as the request it is about. What
	 * kept no time was no use of it.
	 */
	void suspend(Request request) {
		if (!this.used.contains(request.by)) {
			this.suspended.put(request.by, request);
		}
		if (this.suspended.get(request.by) == request) {
			this.suspending = request;
		}
	}

	void goOn(Request request) {
		this.suspending = null;
		if (!request.kept.isZero()) {
			this.used.add(request.by);
		}
	}

	/**
	 * Later by what was agreed: late is only what passes from now on, or what has counted
	 * and still lies after the new date.
	 */
	void extend(Request request) {
		this.due = this.due.plus(request.longer);
		Duration past = Duration.between(this.due, this.now);
		boolean waited = this.suspended.get(request.by) == request;
		newDueDate((waited || past.isNegative()) ? Duration.ZERO : (past.compareTo(this.late) < 0) ? past : this.late);
	}

	private void newDueDate(Duration lateAlready) {
		this.late = lateAlready;
		this.suspended.clear();
		this.used.clear();
		this.suspending = null;
	}

}
