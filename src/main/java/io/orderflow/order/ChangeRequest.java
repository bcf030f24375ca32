package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * What one side asked of the other, and what came of it (C1, C2, C4). Whether it is
 * allowed, the order decides ({@link Requests}).
 */
@Entity
@Table(name = "change_request")
public class ChangeRequest {

	/** What one side asks of the other. */
	public enum Kind {

		/** A later delivery date (C1). */
		EXTENSION,
		/** To cancel the order (C2). */
		CANCELLATION

	}

	/** Where a request stands. */
	public enum State {

		/** The other side has not answered yet. */
		WAITING,
		/** A cancellation that was refused, and can still be put to a moderator (C4). */
		DISPUTABLE,
		/** A moderator is asked to rule (C4). */
		DISPUTED,
		/** By the other side, by a ruling, or because nobody answered. */
		ACCEPTED,
		/** For good. */
		REFUSED,
		/** By whoever asked. */
		WITHDRAWN,
		/** A later date that was asked for, and the work was delivered meanwhile. */
		DELIVERED,
		/** The order was closed before it was answered. */
		ENDED_WITH_ORDER;

		/** Whether it is the one open request of its order (C2, C4). */
		public boolean open() {
			return this == WAITING || this == DISPUTED;
		}

		/**
		 * Whether somebody can put its refusal to a moderator (C4): whoever asked, for a
		 * while.
		 * @param until when that ends; null where nothing was refused
		 */
		public boolean disputable(String askedBy, @Nullable Instant until, String by, Instant now) {
			return this == DISPUTABLE && askedBy.equals(by) && until != null && now.isBefore(until);
		}

		/** Whether an answer, a ruling, or a dispute is still waited for. */
		boolean underWay() {
			return open() || this == DISPUTABLE;
		}

	}

	@Id
	@GeneratedValue
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private int no;

	@Enumerated(EnumType.STRING)
	private Kind kind;

	@Enumerated(EnumType.STRING)
	private State state = State.WAITING;

	private String askedBy;

	private String reason;

	private @Nullable Instant dueBefore;

	private @Nullable Instant wantedDue;

	@Enumerated(EnumType.STRING)
	private @Nullable ResponsibleParty responsible;

	private Instant askedAt;

	private Instant answerDue;

	/** When the other side was reminded of it; null while they were not. */
	private @Nullable Instant reminded;

	private @Nullable String answeredBy;

	private @Nullable Instant answeredAt;

	private @Nullable String answer;

	/** Null where nothing was refused that can be put to a moderator. */
	@Embedded
	private @Nullable Dispute dispute;

	private @Nullable Instant appliedAt;

	private @Nullable Instant endedAt;

	private boolean endedWithOrder;

	@SuppressWarnings("NullAway.Init")
	protected ChangeRequest() {
	}

	@SuppressWarnings("NullAway.Init")
	private ChangeRequest(Order order, int no, Kind kind, Asked asked) {
		this.order = order;
		this.no = no;
		this.kind = kind;
		this.askedBy = asked.by();
		this.reason = asked.reason();
		this.askedAt = asked.at();
		this.answerDue = asked.answerDue();
	}

	/** Who asks, why, when, and by when an answer is awaited. */
	public record Asked(String by, String reason, Instant at, Instant answerDue) {

	}

	static ChangeRequest extension(Order order, int no, Asked asked, Instant dueBefore, Instant wantedDue) {
		ChangeRequest request = new ChangeRequest(order, no, Kind.EXTENSION, asked);
		request.dueBefore = dueBefore;
		request.wantedDue = wantedDue;
		return request;
	}

	static ChangeRequest cancellation(Order order, int no, Asked asked, ResponsibleParty responsible) {
		ChangeRequest request = new ChangeRequest(order, no, Kind.CANCELLATION, asked);
		request.responsible = responsible;
		return request;
	}

	/** Whether the same side asked for the same. */
	boolean isLike(ChangeRequest other) {
		return this.kind == other.kind && this.askedBy.equals(other.askedBy);
	}

	/**
	 * An answer for good.
	 * @param by null where nobody answered in time
	 */
	void answered(State answer, @Nullable String by, @Nullable String words, Instant now) {
		end(answer, now);
		this.answeredBy = by;
		this.answer = words;
		this.answeredAt = now;
	}

	/** A refusal that can be put to a moderator until then. */
	void refusedUntil(String by, String words, Instant disputeUntil, Instant now) {
		answered(State.DISPUTABLE, by, words, now);
		this.dispute = new Dispute(disputeUntil);
	}

	/**
	 * Asks whether to remind the other side, and counts it if so: once for each time that
	 * is set for the answer. Where that comes late, there is longer to answer.
	 */
	public boolean remind(Duration notice, Instant now) {
		if (this.state != State.WAITING || this.reminded != null) {
			return false;
		}
		this.reminded = now;
		this.answerDue = new Silence(this.answerDue, now, notice).decidesAt();
		return true;
	}

	/**
	 * Asks whether silence answers it now (C1, C2). Where the other side was not reminded
	 * in time, that is put off.
	 * @param notice how long before they must have been reminded
	 */
	public boolean silenceAnswers(Duration notice, Instant now) {
		if (this.state != State.WAITING || now.isBefore(this.answerDue)) {
			return false;
		}
		Silence silence = new Silence(this.answerDue, this.reminded, notice);
		if (silence.decides(now)) {
			return true;
		}
		this.reminded = silence.startsAnew(now) ? null : this.reminded;
		this.answerDue = silence.putOffTo(now);
		return false;
	}

	/**
	 * Asks whether its refusal stands now, since nobody put it to a moderator in time
	 * (C4). Where whoever asked was not reminded in time, that is put off, and with it
	 * that silence accepts a delivery.
	 * @param notice how long before they must have been reminded
	 * @param grace how long silence leaves the client at least to look at a delivery
	 */
	public boolean refusalStands(Duration notice, Duration grace, Instant now) {
		if (this.state != State.DISPUTABLE) {
			return false;
		}
		if (dispute().stands(notice, now)) {
			return true;
		}
		this.order.rounds().putSilenceOff(disputeUntil().plus(grace));
		return false;
	}

	/**
	 * Asks whether to remind whoever asked that its refusal is about to stand, and counts
	 * it if so: once for each time that is set. Where that comes late, it stands later.
	 */
	public boolean remindOfDispute(Duration notice, Duration grace, Instant now) {
		if (this.state != State.DISPUTABLE || !dispute().remind(notice, now)) {
			return false;
		}
		this.order.rounds().putSilenceOff(disputeUntil().plus(grace));
		this.order.write(now, null, TimelineKind.DISPUTE_REMINDED,
				Map.of("until", disputeUntil().toString(), "side", side()));
		return true;
	}

	/** When to ask next whether to remind of it, or whether it stands. */
	public Instant nextDisputeCheck(Duration notice) {
		return dispute().nextCheck(notice);
	}

	void disputed(String reason, Instant now) {
		dispute().put(reason, now);
		this.state = State.DISPUTED;
	}

	boolean remindsOfRuling(Duration every, Instant now) {
		return this.state == State.DISPUTED && dispute().remindsOfRuling(every, now);
	}

	void ruled(String moderator, boolean accepted, String reason, Instant now) {
		dispute().ruled(moderator, reason, now);
		end(accepted ? State.ACCEPTED : State.REFUSED, now);
	}

	void applied(Instant now) {
		this.appliedAt = now;
	}

	/** A later date was agreed, counted from this one, which holds by now. */
	void moved(Instant dueBefore, Instant now) {
		this.wantedDue = dueBefore.plus(extension());
		this.dueBefore = dueBefore;
		applied(now);
	}

	void end(State state, Instant now) {
		this.state = state;
		this.endedAt = state.underWay() ? null : now;
	}

	/** A refusal stays one; what was not answered ends unanswered. */
	void endWithOrder(Instant now) {
		end((this.state == State.DISPUTABLE) ? State.REFUSED : State.ENDED_WITH_ORDER, now);
		this.endedWithOrder = true;
	}

	/** One of two, by its kind. */
	public <T> T either(T extension, T cancellation) {
		return (this.kind == Kind.EXTENSION) ? extension : cancellation;
	}

	public int no() {
		return this.no;
	}

	public Kind kind() {
		return this.kind;
	}

	public State state() {
		return this.state;
	}

	public String askedBy() {
		return this.askedBy;
	}

	/** The same, as {@code client} or {@code freelancer}. */
	String side() {
		return this.askedBy.equals(this.order.client()) ? "client" : "freelancer";
	}

	/** Who is asked. */
	public String otherSide() {
		return this.order.otherSide(this.askedBy);
	}

	public String reason() {
		return this.reason;
	}

	public @Nullable ResponsibleParty responsible() {
		return this.responsible;
	}

	/** By how much later an extension is to be; zero of a cancellation. */
	public Duration extension() {
		return (this.wantedDue != null && this.dueBefore != null) ? Duration.between(this.dueBefore, this.wantedDue)
				: Duration.ZERO;
	}

	public Instant askedAt() {
		return this.askedAt;
	}

	public Instant answerDue() {
		return this.answerDue;
	}

	public @Nullable String answeredBy() {
		return this.answeredBy;
	}

	public @Nullable String answer() {
		return this.answer;
	}

	/**
	 * Whether it was refused by the other side's dispute, and could not be disputed
	 * itself.
	 */
	boolean isRefusedByDispute() {
		return this.kind == Kind.CANCELLATION && this.state == State.REFUSED && this.dispute == null;
	}

	/** Whether somebody can put its refusal to a moderator now. */
	boolean disputable(String by, Instant now) {
		return this.dispute != null && this.state.disputable(this.askedBy, disputeUntil(), by, now);
	}

	/**
	 * Whether silence accepts no delivery meanwhile (S26). That a refusal's time is over
	 * its process may hear a little later.
	 */
	boolean holdsSilence(Instant now) {
		return this.kind == Kind.CANCELLATION
				&& (this.state.open() || this.state == State.DISPUTABLE && now.isBefore(disputeUntil()));
	}

	private Dispute dispute() {
		return Objects.requireNonNull(this.dispute);
	}

	/** Until when a refusal can be put to a moderator. */
	public Instant disputeUntil() {
		return dispute().until();
	}

	public @Nullable String disputeReason() {
		return (this.dispute != null) ? this.dispute.reason() : null;
	}

	/** Null where no moderator was asked, or none has ruled. */
	public @Nullable String ruledBy() {
		return (this.dispute != null) ? this.dispute.ruledBy() : null;
	}

	public @Nullable String ruling() {
		return (this.dispute != null) ? this.dispute.ruling() : null;
	}

	@Nullable Instant appliedAt() {
		return this.appliedAt;
	}

	boolean endedWithOrder() {
		return this.endedWithOrder;
	}

}
