package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;

import io.orderflow.order.OrderSettings.Unanswered;
import io.orderflow.order.TimelineKind;
import io.orderflow.sequence.Act.Who;
import org.jspecify.annotations.Nullable;

/** What one side asked of the other, in the model. */
final class Request {

	enum State {

		WAITING, DISPUTABLE, DISPUTED, OVER

	}

	final Who by;

	/** By how much later; null of a cancellation. */
	final @Nullable Duration longer;

	final Instant asked;

	final Silence answer;

	State state = State.WAITING;

	/** The other side put its own refusal to a moderator meanwhile. */
	boolean passedOver;

	/** Until when its refusal can be put to a moderator. */
	@Nullable Silence dispute;

	/**
	 * Moderators are reminded, and less often after a while; null until it is disputed.
	 */
	@Nullable Reminders ruling;

	/** The date that was agreed, as the clock had it then; null while none was. */
	@Nullable Instant agreed;

	/** How much time it has kept from counting as late since it waits. */
	Duration kept = Duration.ZERO;

	Request(Who by, @Nullable Duration longer, Instant now) {
		this.by = by;
		this.longer = longer;
		this.asked = now;
		this.answer = new Silence(now.plus(Duration.ofHours(48)));
	}

	void disputed(Instant now) {
		this.state = State.DISPUTED;
		this.ruling = new Reminders(now);
	}

	boolean open() {
		return this.state == State.WAITING || this.state == State.DISPUTED;
	}

	/** Whether its refusal can be put to a moderator (C4). */
	boolean disputable(Instant now) {
		return this.state == State.DISPUTABLE && now.isBefore(this.dispute.at);
	}

	/** Whether silence accepts no delivery because of it (S26). */
	boolean holdsSilence(Instant now) {
		return this.longer == null && (open() || disputable(now));
	}

	/** What comes of it without an answer (C1, C2). */
	TimelineKind unanswered(Unanswered extension) {
		return (this.longer == null) ? TimelineKind.CANCELLATION_UNANSWERED : (extension == Unanswered.GRANTED)
				? TimelineKind.EXTENSION_GRANTED : TimelineKind.EXTENSION_UNANSWERED;
	}

}
