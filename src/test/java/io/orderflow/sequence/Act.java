package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import io.orderflow.order.OrderStatus;
import org.jspecify.annotations.Nullable;

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

		ASK_CLARIFICATION, CLARIFY, SUBMIT_ANOTHER_PLAN, FAIL_PREVIEW, ASK_CHANGES, ASK_REVISION, ASK_MORE_TIME, OBJECT,
		ASK_QUESTION, ANSWER_QUESTION, WITHDRAW_QUESTION, POST_UPDATE, TICK, ASK_EXTENSION, ASK_CANCELLATION,
		ACCEPT_REQUEST, REFUSE_REQUEST, WITHDRAW_REQUEST, DISPUTE, RULE_FOR, RULE_AGAINST, CANCEL_ALONE;

		/** Whether it is a step of the straight way. */
		boolean straight() {
			return ordinal() <= ACCEPT.ordinal();
		}

		boolean byWorker() {
			return this == MAKE_PREVIEW || this == FAIL_PREVIEW;
		}

	}

	/** How whoever does something comes in. */
	enum Door {

		/** As pages do, without their HTTP. */
		SERVICE,
		/** The order's API, with a password. */
		API,
		/** Tasklist's own way, past our services; the API where it is no task. */
		TASKLIST

	}

	/** Moments at which something changes. */
	enum Moment {

		DUE((order) -> order.clock.stands ? null : order.clock.due),

		A_DAY_LATE((order) -> order.clock.counts() ? order.clock.lateFor(Duration.ofDays(1)) : null),

		ACCEPTED_BY_SILENCE((order) -> (order.acceptance != null) ? order.acceptance.at : null),

		ANSWER_DUE((order) -> first(order, Request.State.WAITING, (request) -> request.answer)),

		DISPUTE_OVER((order) -> first(order, Request.State.DISPUTABLE, (request) -> request.dispute)),

		REQUIREMENTS_DUE((order) -> (order.status == OrderStatus.AWAITING_REQUIREMENTS) ? order.requirements.at : null);

		private final Function<OrderModel, @Nullable Instant> when;

		Moment(Function<OrderModel, @Nullable Instant> when) {
			this.when = when;
		}

		/** When it is; null where it does not come. */
		@Nullable Instant of(OrderModel order) {
			return this.when.apply(order);
		}

		private static @Nullable Instant first(OrderModel order, Request.State state,
				Function<Request, Silence> silence) {
			return order.requests(state).findFirst().map(silence).map((one) -> one.at).orElse(null);
		}

	}

	/**
	 * Somebody tries something, whether or not it is allowed.
	 *
	 * @param by of a later date that is asked for: how much later
	 */
	record Try(Who who, Deed deed, Duration by, Door door) implements Act {

		Try by(Door another) {
			return new Try(this.who, this.deed, this.by, another);
		}

		@Override
		public String toString() {
			return this.who + " " + this.deed + ((this.deed == Deed.ASK_EXTENSION) ? " by " + this.by : "")
					+ ((this.door == Door.SERVICE) ? "" : " by way of " + this.door);
		}

	}

	/** Something that is allowed now; which, of all that are. */
	record Allowed(int which, Door door) implements Act {

		@Override
		public String toString() {
			return "allowed " + this.which + ((this.door == Door.SERVICE) ? "" : " by way of " + this.door);
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
	 */
	record Outage(Duration by, After after) implements Act {

		@Override
		public String toString() {
			return "outage " + this.by + ", " + this.after;
		}

	}

	/** How what was not done is caught up with. */
	enum After {

		/** Job by job, in the order in which they fell due. */
		OLDEST_FIRST,
		/** Job by job, the other way round. */
		NEWEST_FIRST,
		/**
		 * A node died with all jobs of the order in its hands; another one takes them as
		 * its job executor does, and runs them.
		 */
		ANOTHER_NODE,
		/**
		 * The node died with all jobs of the order, and the mails about it, in its hands.
		 * Its own job executor and dispatcher are started, and stopped once nothing is
		 * due.
		 */
		RESTARTED;

		boolean nodeDied() {
			return this == ANOTHER_NODE || this == RESTARTED;
		}

	}

}
