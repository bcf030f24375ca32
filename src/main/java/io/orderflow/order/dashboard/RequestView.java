package io.orderflow.order.dashboard;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.orderflow.order.ChangeRequest;
import org.jspecify.annotations.Nullable;

/**
 * What one side asked of the other, as both read it (C1, C2, C4). Times are UTC. The
 * aliases are the columns that its table calls otherwise.
 *
 * @param no from 1, the newest has the highest
 * @param askedBy account of whoever asked
 * @param due of an extension: the date that it is to replace; while it waits the present
 * one
 * @param newDue of an extension: the date that is asked for; while it waits what an
 * acceptance would make of the present one, which may have moved since
 * @param responsible of a cancellation: who is, according to whoever asked
 * @param answerDue when the default answer counts
 * @param answeredBy the account; null where nobody answered, in time or yet
 * @param disputeUntil until when a refused cancellation can be put to a moderator
 * @param disputeReason why whoever asked has put it to a moderator
 * @param ruling the moderator's reason
 * @param endedWithOrder whether it ended because the order was closed
 */
public record RequestView(int no, ChangeRequest.Kind kind, ChangeRequest.State state, String askedBy, String reason,
		@JsonAlias("due_before") @Nullable Instant due, @JsonAlias("wanted_due") @Nullable Instant newDue,
		ChangeRequest.@Nullable ResponsibleParty responsible, Instant askedAt, Instant answerDue,
		@Nullable String answeredBy, @Nullable Instant answeredAt, @Nullable String answer,
		@Nullable Instant disputeUntil, @Nullable Instant disputedAt, @Nullable String disputeReason,
		@Nullable Instant ruledAt, @Nullable String ruling, boolean endedWithOrder) {

	/** The same, counted from when the delivery is due now. */
	RequestView from(@Nullable Instant presentDue) {
		if (this.state != ChangeRequest.State.WAITING || this.due == null || this.newDue == null
				|| presentDue == null) {
			return this;
		}
		return new RequestView(this.no, this.kind, this.state, this.askedBy, this.reason, presentDue,
				presentDue.plus(Duration.between(this.due, this.newDue)), this.responsible, this.askedAt,
				this.answerDue, this.answeredBy, this.answeredAt, this.answer, this.disputeUntil, this.disputedAt,
				this.disputeReason, this.ruledAt, this.ruling, this.endedWithOrder);
	}

	/** Whether the other side has to answer. */
	public boolean awaitsAnswer() {
		return this.state == ChangeRequest.State.WAITING;
	}

	/** Whether a moderator is asked to rule. */
	public boolean awaitsRuling() {
		return this.state == ChangeRequest.State.DISPUTED;
	}

	/** Whether a refusal became final because the order was closed. */
	public boolean refusedWithOrder() {
		return this.endedWithOrder && this.state == ChangeRequest.State.REFUSED;
	}

	/** Whether it keeps silence from accepting a delivery (S26). */
	boolean holdsSilence() {
		return this.kind == ChangeRequest.Kind.CANCELLATION && this.state.open();
	}

}
