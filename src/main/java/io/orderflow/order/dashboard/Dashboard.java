package io.orderflow.order.dashboard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.money.MonetaryAmount;

import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;

/**
 * A person's orders on one side, as the page that they keep open (S10).
 *
 * @param counts how many active orders each filter has; {@link Filter#ACTIVE} is all of
 * them
 * @param earned what was completed this month, by currency; empty for who buys
 */
public record Dashboard(Page<Entry> orders, Map<Filter, Integer> counts, List<MonetaryAmount> earned) {

	/** Which side of their orders somebody looks at. */
	public enum Side {

		SELLING, BUYING

	}

	/** Which of the orders. */
	public enum Filter {

		/** All that are not closed: what waits for the reader first, then by date. */
		ACTIVE,
		/** Late (S20): past the due date, and time counts. */
		LATE,
		/** The freelancer works on the first delivery. */
		IN_PROGRESS,
		/** Whose turn it is: the client's, be it with a step, a question or a request. */
		CLIENTS_TURN,
		/** Delivered, and not decided on. */
		DELIVERED,
		/** In a revision round. */
		IN_REVISION,
		/** With a request that waits for an answer or a ruling. */
		REQUESTS,
		/** Closed ones too, the newest first. */
		ALL;

		/**
		 * Whether it leaves some of the active orders out, and so has a count of its own.
		 */
		public boolean counted() {
			return this != ACTIVE && this != ALL;
		}

	}

	/**
	 * An order in the list. Times are UTC.
	 *
	 * @param with the other side
	 * @param shown as which status it is shown
	 * @param todo what it waits for the reader to do: ends the key of its text; null
	 * where it does not wait for them
	 * @param due expected delivery, while the clock stands if it goes on now; null until
	 * it has started
	 * @param by by when that is to be done, as the order's page says it; null where
	 * nobody can say, and where {@code next} says it
	 * @param next when the requirements, the delivery or the decision on it are due; null
	 * while a cancellation or a ruling keeps silence from accepting the delivery (S26)
	 * @param late whether it is late (S20)
	 * @param request whether a request waits for an answer or a ruling
	 * @param closedAt when it was completed or cancelled; null while it is active
	 */
	public record Entry(String number, String title, OrderView.Person with, OrderStatus status, OrderStatus shown,
			@Nullable String todo, @Nullable Instant by, MonetaryAmount price, @Nullable Instant due,
			@Nullable Instant next, boolean clockRunning, boolean late, boolean request, @Nullable Instant closedAt) {

		static final String REQUEST = "request";

		static final String QUESTION = "question";

		/**
		 * What it waits for the reader to decide; null where it does not wait for them.
		 */
		@Nullable OrderStep step() {
			if (this.todo == null) {
				return null;
			}
			return switch (this.todo) {
				case REQUEST -> OrderStep.ANSWER_REQUEST;
				case QUESTION -> OrderStep.ANSWER_QUESTION;
				default -> this.status.step();
			};
		}

		/** The same, to be done by then; the engine keeps milliseconds. */
		Entry by(@Nullable Instant date) {
			boolean said = date != null && this.next != null && date.equals(this.next.truncatedTo(ChronoUnit.MILLIS));
			return new Entry(this.number, this.title, this.with, this.status, this.shown, this.todo, said ? null : date,
					this.price, this.due, this.next, this.clockRunning, this.late, this.request, this.closedAt);
		}

		/** Whether it waits for the reader. */
		public boolean mine() {
			return this.todo != null;
		}

		/** Whether it waits for the other side. */
		public boolean theirs() {
			return !mine() && this.status.turn() != OrderStatus.Turn.NOBODY;
		}

		/** What is due next: ends the key of its text. */
		public String awaited() {
			return switch (this.status) {
				case AWAITING_REQUIREMENTS -> ".requirements";
				case DELIVERED -> ".answer";
				default -> "";
			};
		}

		/** Whether the clock stands while there is still something to deliver. */
		public boolean clockStopped() {
			return this.due != null && !this.clockRunning && this.status != OrderStatus.DELIVERED;
		}

	}

	/** How many orders are not closed. */
	public int active() {
		return this.counts.getOrDefault(Filter.ACTIVE, 0);
	}

}
