package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * That a refused cancellation can be put to a moderator for a while, that it was, and
 * what the moderator ruled (C4). All times are UTC instants.
 */
@Embeddable
class Dispute {

	@Column(name = "dispute_until")
	private Instant until;

	/** When whoever asked was reminded of that; null while they were not. */
	@Column(name = "dispute_reminded")
	private @Nullable Instant reminded;

	@Column(name = "disputed_at")
	private @Nullable Instant putAt;

	@Column(name = "dispute_reason")
	private @Nullable String reason;

	private @Nullable String ruledBy;

	private @Nullable Instant ruledAt;

	private @Nullable String ruling;

	@SuppressWarnings("NullAway.Init")
	protected Dispute() {
	}

	Dispute(Instant until) {
		this.until = until;
	}

	/**
	 * Whether its time is over; where whoever asked was not reminded in time, that is put
	 * off.
	 */
	boolean stands(Duration notice, Instant now) {
		if (now.isBefore(this.until)) {
			return false;
		}
		Silence silence = new Silence(this.until, this.reminded, notice);
		if (silence.decides(now)) {
			return true;
		}
		this.reminded = silence.startsAnew(now) ? null : this.reminded;
		this.until = silence.putOffTo(now);
		return false;
	}

	/** Once for each time that is set; where that comes late, its time is over later. */
	boolean remind(Duration notice, Instant now) {
		if (this.reminded != null || now.isBefore(nextCheck(notice))) {
			return false;
		}
		this.reminded = now;
		this.until = new Silence(this.until, now, notice).decidesAt();
		return true;
	}

	/** When to ask next whether to remind of it, or whether its time is over. */
	Instant nextCheck(Duration notice) {
		return (this.reminded != null) ? this.until : this.until.minus(notice);
	}

	void put(String why, Instant now) {
		this.reason = why;
		this.putAt = now;
	}

	/**
	 * Whether moderators are reminded of it, whenever that is asked.
	 * @param every how often it is
	 */
	boolean remindsOfRuling(Duration every, Instant now) {
		return this.putAt == null || OrderSettings.remindsOfWaiting(this.putAt, every, now);
	}

	void ruled(String moderator, String why, Instant now) {
		this.ruledBy = moderator;
		this.ruling = why;
		this.ruledAt = now;
	}

	/** Until when the refusal can be put to a moderator. */
	Instant until() {
		return this.until;
	}

	@Nullable String reason() {
		return this.reason;
	}

	@Nullable String ruledBy() {
		return this.ruledBy;
	}

	@Nullable String ruling() {
		return this.ruling;
	}

}
