package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

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
 * allowed, the order decides ({@link OrderChanges}).
 */
@Entity
@Table(name = "change_request")
class ChangeRequest {

	@Id
	@GeneratedValue
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private int no;

	@Enumerated(EnumType.STRING)
	private RequestKind kind;

	@Enumerated(EnumType.STRING)
	private RequestState state = RequestState.WAITING;

	private String askedBy;

	private String reason;

	private @Nullable Instant dueBefore;

	private @Nullable Instant wantedDue;

	@Enumerated(EnumType.STRING)
	private @Nullable ResponsibleParty responsible;

	private Instant askedAt;

	private Instant answerDue;

	private @Nullable String answeredBy;

	private @Nullable Instant answeredAt;

	private @Nullable String answer;

	private @Nullable Instant disputeUntil;

	private @Nullable Instant disputedAt;

	private @Nullable String disputeReason;

	private @Nullable String ruledBy;

	private @Nullable Instant ruledAt;

	private @Nullable String ruling;

	private @Nullable Instant appliedAt;

	private @Nullable Instant endedAt;

	private boolean endedWithOrder;

	@SuppressWarnings("NullAway.Init")
	protected ChangeRequest() {
	}

	@SuppressWarnings("NullAway.Init")
	private ChangeRequest(Order order, RequestKind kind, Asked asked) {
		this.order = order;
		this.no = order.requestsAsked();
		this.kind = kind;
		this.askedBy = asked.by();
		this.reason = asked.reason();
		this.askedAt = asked.at();
		this.answerDue = asked.answerDue();
	}

	/**
	 * Who asks, why, when, and by when an answer is awaited.
	 */
	record Asked(String by, String reason, Instant at, Instant answerDue) {

	}

	static ChangeRequest extension(Order order, Asked asked, Instant dueBefore, Instant wantedDue) {
		ChangeRequest request = new ChangeRequest(order, RequestKind.EXTENSION, asked);
		request.dueBefore = dueBefore;
		request.wantedDue = wantedDue;
		return request;
	}

	static ChangeRequest cancellation(Order order, Asked asked, ResponsibleParty responsible) {
		ChangeRequest request = new ChangeRequest(order, RequestKind.CANCELLATION, asked);
		request.responsible = responsible;
		return request;
	}

	/**
	 * @param by null where nobody answered in time
	 */
	void accepted(@Nullable String by, @Nullable String answer, Instant now) {
		answered(by, answer, now);
		end(RequestState.ACCEPTED, now);
	}

	/** A refusal for good. */
	void refused(@Nullable String by, @Nullable String answer, Instant now) {
		answered(by, answer, now);
		end(RequestState.REFUSED, now);
	}

	/** A refusal that can be put to a moderator until then. */
	void refusedUntil(String by, String answer, Instant disputeUntil, Instant now) {
		answered(by, answer, now);
		this.disputeUntil = disputeUntil;
		this.state = RequestState.DISPUTABLE;
	}

	private void answered(@Nullable String by, @Nullable String answer, Instant now) {
		this.answeredBy = by;
		this.answer = answer;
		this.answeredAt = now;
	}

	void disputed(String reason, Instant now) {
		this.disputeReason = reason;
		this.disputedAt = now;
		this.state = RequestState.DISPUTED;
	}

	void ruled(String moderator, boolean accepted, String reason, Instant now) {
		this.ruledBy = moderator;
		this.ruling = reason;
		this.ruledAt = now;
		end(accepted ? RequestState.ACCEPTED : RequestState.REFUSED, now);
	}

	void applied(Instant now) {
		this.appliedAt = now;
	}

	void end(RequestState state, Instant now) {
		this.state = state;
		this.endedAt = now;
	}

	/** A refusal stays one; what was not answered ends unanswered. */
	void endWithOrder(Instant now) {
		end((this.state == RequestState.DISPUTABLE) ? RequestState.REFUSED : RequestState.ENDED_WITH_ORDER, now);
		this.endedWithOrder = true;
	}

	int no() {
		return this.no;
	}

	RequestKind kind() {
		return this.kind;
	}

	RequestState state() {
		return this.state;
	}

	String askedBy() {
		return this.askedBy;
	}

	/** Who is asked. */
	String otherSide() {
		return this.order.otherSide(this.askedBy);
	}

	String reason() {
		return this.reason;
	}

	@Nullable ResponsibleParty responsible() {
		return this.responsible;
	}

	/** By how much later an extension is to be; zero of a cancellation. */
	Duration extension() {
		return (this.wantedDue != null && this.dueBefore != null) ? Duration.between(this.dueBefore, this.wantedDue)
				: Duration.ZERO;
	}

	Instant askedAt() {
		return this.askedAt;
	}

	Instant answerDue() {
		return this.answerDue;
	}

	@Nullable String answeredBy() {
		return this.answeredBy;
	}

	@Nullable String answer() {
		return this.answer;
	}

	/** Until when a refusal can be put to a moderator. */
	Instant disputeUntil() {
		return Objects.requireNonNull(this.disputeUntil);
	}

	@Nullable String disputeReason() {
		return this.disputeReason;
	}

	/** Null where no moderator was asked, or none has ruled. */
	@Nullable String ruledBy() {
		return this.ruledBy;
	}

	@Nullable Instant appliedAt() {
		return this.appliedAt;
	}

	boolean endedWithOrder() {
		return this.endedWithOrder;
	}

}
