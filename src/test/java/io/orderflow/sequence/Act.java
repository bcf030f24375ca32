package io.orderflow.sequence;

import java.time.Duration;

/** One thing that is done to an order, or tried. */
sealed interface Act {

	/** Whoever does something. */
	enum Who {

		CLIENT, FREELANCER, MODERATOR, WORKER, STRANGER;

		Who other() {
			return (this == CLIENT) ? FREELANCER : CLIENT;
		}

		boolean side() {
			return this == CLIENT || this == FREELANCER;
		}

	}

	/** Everything that can be done to an order, the steps of the straight way first. */
	enum Deed {

		PROVIDE, CLEAR, PLAN, SUBMIT_DRAFT, MAKE_PREVIEW, APPROVE, DELIVER, ACCEPT,

		ASK_CLARIFICATION, CLARIFY, ASK_CHANGES, ASK_REVISION, ASK_MORE_TIME, OBJECT, ASK_QUESTION, ANSWER_QUESTION,
		WITHDRAW_QUESTION, POST_UPDATE, TICK, ASK_EXTENSION, ASK_CANCELLATION, ACCEPT_REQUEST, REFUSE_REQUEST,
		WITHDRAW_REQUEST, DISPUTE, RULE_FOR, RULE_AGAINST, CANCEL_ALONE;

		/** Whether it is a step of the straight way. */
		boolean straight() {
			return ordinal() <= ACCEPT.ordinal();
		}

	}

	/** Moments at which something changes. */
	enum Moment {

		DUE, A_DAY_LATE, ACCEPTED_BY_SILENCE, ANSWER_DUE, DISPUTE_OVER, REQUIREMENTS_DUE

	}

	/**
	 * Somebody tries something, whether or not it is allowed.
	 *
	 * @param by of a later date that is asked for: how much later
	 */
	record Try(Who who, Deed deed, Duration by) implements Act {

		@Override
		public String toString() {
			return this.who + " " + this.deed + ((this.deed == Deed.ASK_EXTENSION) ? " by " + this.by : "");
		}

	}

	/** Something that is allowed now; which, of all that are. */
	record Allowed(int which) implements Act {

		@Override
		public String toString() {
			return "allowed " + this.which;
		}

	}

	/** Time passes, and all that waits for a time happens at it. */
	record Pass(Duration by) implements Act {

		@Override
		public String toString() {
			return "pass " + this.by;
		}

	}

	/** The same up to, or just past, a moment; nothing where it has passed. */
	record Until(Moment moment, Duration after) implements Act {

		@Override
		public String toString() {
			return "until " + this.moment + ((this.after.isZero()) ? "" : " and " + this.after);
		}

	}

	/**
	 * Nothing runs for so long; then all that should have happened does so at once.
	 *
	 * @param newestFirst in which order
	 */
	record Outage(Duration by, boolean newestFirst) implements Act {

		@Override
		public String toString() {
			return "outage " + this.by + (this.newestFirst ? ", the newest first" : "");
		}

	}

}
