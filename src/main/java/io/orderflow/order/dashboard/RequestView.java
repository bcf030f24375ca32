package io.orderflow.order.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.ResponsibleParty;
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
 * @param endedAt when it was withdrawn, ruled on or ended with the order, or its refusal
 * stood; null until then
 * @param endedWithOrder whether it ended because the order was closed
 */
public record RequestView(int no, ChangeRequest.Kind kind, ChangeRequest.State state, String askedBy, String reason,
		@JsonAlias("due_before") @Nullable Instant due, @JsonAlias("wanted_due") @Nullable Instant newDue,
		@Nullable ResponsibleParty responsible, Instant askedAt, Instant answerDue, @Nullable String answeredBy,
		@Nullable Instant answeredAt, @Nullable String answer, @Nullable Instant disputeUntil,
		@Nullable Instant disputedAt, @Nullable String disputeReason, @Nullable Instant ruledAt,
		@Nullable String ruling, @Nullable Instant endedAt, boolean endedWithOrder) {

	/** The same, counted from when the delivery is due now. */
	RequestView from(@Nullable Instant presentDue) {
		if (this.state != ChangeRequest.State.WAITING || this.due == null || this.newDue == null
				|| presentDue == null) {
			return this;
		}
		return new RequestView(this.no, this.kind, this.state, this.askedBy, this.reason, presentDue,
				presentDue.plus(Duration.between(this.due, this.newDue)), this.responsible, this.askedAt,
				this.answerDue, this.answeredBy, this.answeredAt, this.answer, this.disputeUntil, this.disputedAt,
				this.disputeReason, this.ruledAt, this.ruling, this.endedAt, this.endedWithOrder);
	}

	/**
	 * Whether it was refused by the other side's dispute, and could not be disputed
	 * itself.
	 */
	boolean isRefusedByDispute() {
		return this.kind == ChangeRequest.Kind.CANCELLATION && this.state == ChangeRequest.State.REFUSED
				&& this.disputeUntil == null;
	}

	/** Whether this person asked. */
	public boolean by(OrderView.Person person) {
		return this.askedBy.equals(person.id());
	}

	/** Whether it waits for an answer to this person, who asked. */
	public boolean awaitsAnswerTo(OrderView.Person person) {
		return by(person) && awaitsAnswer();
	}

	/** Whether somebody answered, and gave a reason or said a word with it. */
	public boolean answeredInWords() {
		return this.answeredBy != null && this.answer != null && !this.answer.isEmpty();
	}

	/** What both sides and a moderator wrote about it, in this order. */
	public List<String> texts() {
		return Stream.of(this.reason, this.answer, this.disputeReason, this.ruling)
			.filter((text) -> text != null && !text.isEmpty())
			.toList();
	}

	/** Whether the other side has to answer. */
	public boolean awaitsAnswer() {
		return this.state == ChangeRequest.State.WAITING;
	}

	/** Whether the date that is asked for may be past when silence answers. */
	public boolean passesUnanswered() {
		return awaitsAnswer() && this.newDue != null && this.newDue.isBefore(this.answerDue);
	}

	/** Whether a moderator is asked to rule. */
	public boolean awaitsRuling() {
		return this.state == ChangeRequest.State.DISPUTED;
	}

	/** When whoever asked took it back; null where they did not. */
	public @Nullable Instant withdrawnAt() {
		return (this.state == ChangeRequest.State.WITHDRAWN) ? this.endedAt : null;
	}

	/** Whether a refusal became final because the order was closed. */
	public boolean refusedWithOrder() {
		return this.endedWithOrder && this.state == ChangeRequest.State.REFUSED;
	}

	/** Whether the order was closed before anybody answered it, or ruled on it. */
	public boolean unruledWithOrder() {
		return this.state == ChangeRequest.State.ENDED_WITH_ORDER;
	}

	/** Whether the reader can put its refusal to a moderator now (C4). */
	public boolean disputable(String reader, Instant now) {
		return this.state.disputable(this.askedBy, this.disputeUntil, reader, now);
	}

	/**
	 * Whether nobody can say yet when silence accepts a delivery, if it will (S26): that
	 * depends on an answer or a ruling. A refusal that can still be disputed keeps
	 * silence from accepting too
	 * ({@link io.orderflow.order.DeliveryRounds#silenceWaits}), but has put it off to a
	 * time that is known.
	 */
	public boolean leavesSilenceUndated() {
		return this.kind == ChangeRequest.Kind.CANCELLATION && this.state.open();
	}

}
