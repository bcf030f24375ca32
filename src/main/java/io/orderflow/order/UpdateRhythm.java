package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.orderflow.catalog.ListingContent;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;

/**
 * How the client is kept informed (S25, B4): when the last update was, and when the next
 * is due. The count stops while the order waits for the client. All times are UTC
 * instants.
 */
@Embeddable
public class UpdateRhythm {

	/** How soon to ask again where the answer may change at any time. */
	static final Duration SOON = Duration.ofHours(1);

	private @Nullable Instant lastUpdateAt;

	private @Nullable Instant updateDueAt;

	private int updatesPosted;

	/** Whether the freelancer was reminded of the update that is due now. */
	private boolean updateReminded;

	/**
	 * Whether the client is owed a progress update now (S25).
	 *
	 * @param due whether to ask the freelancer for it
	 * @param nextCheck when to ask this again if nothing is posted before
	 */
	public record Answer(boolean due, Instant nextCheck) {

	}

	/**
	 * When to ask whether the freelancer is to be reminded of an update that they are
	 * asked for now.
	 *
	 * @param every how often from then on
	 */
	public record Reminders(Instant first, Duration every) {

	}

	@Transient
	private @Nullable Order order;

	/** The order that it is of, which Hibernate does not tell a part of it. */
	UpdateRhythm of(Order order) {
		this.order = order;
		return this;
	}

	private Order order() {
		return Objects.requireNonNull(this.order);
	}

	/**
	 * The freelancer told the client how the work goes (S25): the count starts anew.
	 * @param message as it is posted in the order's conversation
	 */
	public void post(String message, Instant now) {
		if (!order().status().underWay()) {
			throw order().refusal("step-not-open");
		}
		posted(order().terms(), now);
		order().write(now, order().freelancer(), TimelineKind.UPDATE_POSTED,
				TimelineEntry.saying(message, "no", String.valueOf(this.updatesPosted)));
	}

	/**
	 * Asks whether to remind of the update that is due (S25), and counts it if so: once
	 * for each, never while the order waits for the client.
	 */
	public boolean remind(Instant now) {
		return remind(expected(), order().terms(), now);
	}

	/**
	 * Whether a progress update is due (S25), and if not, when to ask again. Whoever is
	 * asked only when a reminder would be due already is reminded as long after that.
	 */
	public Answer ask(Instant now) {
		Answer answer = ask(order().status(), order().clock(), order().terms(), now);
		if (answer.due() && !this.updateReminded && !reminderDue(order().terms()).isAfter(now)) {
			this.updateDueAt = now;
		}
		return answer;
	}

	/** When to ask whether to remind of the update that is asked for now (S25). */
	public Reminders reminders(Instant now) {
		return reminders(order().terms(), now);
	}

	/**
	 * Whether an update was due already when the clock stopped for the client: while it
	 * stands none is, and it is due again as soon as the clock goes on.
	 */
	public boolean suspended() {
		DeliveryClock clock = order().clock();
		return this.updateDueAt != null && clock.waitsForClient()
				&& !this.updateDueAt.isAfter(Objects.requireNonNull(clock.stoppedAt()));
	}

	/**
	 * When the next update is due, where that is sooner than whoever asked while the
	 * clock stood asks again; empty where it is not, or none is expected.
	 */
	public Optional<Instant> dueSoon(Instant now) {
		return Optional.ofNullable(nextDueAt())
			.filter((due) -> due.isBefore(now.plus(SOON)))
			.map((due) -> due.isAfter(now) ? due : now);
	}

	/** When the next update is due; null while none is expected (B4). */
	@Nullable Instant nextDueAt() {
		return expected() ? this.updateDueAt : null;
	}

	private boolean expected() {
		return expected(order().status(), order().clock().running());
	}

	/** Whether the client is owed updates at all in such a state of the order. */
	public static boolean expected(OrderStatus status, boolean clockRunning) {
		return status.underWay() && clockRunning;
	}

	/** The next update is due after the agreed interval from now. */
	void restart(ListingContent terms, Instant now) {
		this.updateDueAt = now.plus(terms.updateAskedAfter());
		this.updateReminded = false;
	}

	void posted(ListingContent terms, Instant now) {
		this.lastUpdateAt = now;
		this.updatesPosted++;
		restart(terms, now);
	}

	/**
	 * The clock stood for the client until now, which does not count for the next update
	 * either.
	 */
	void waitedForClient(Instant since, Instant now) {
		if (this.updateDueAt != null) {
			this.updateDueAt = this.updateDueAt.plus(Duration.between(countedUpTo(since), now));
		}
	}

	/**
	 * Where the count stands while the clock does: an update posted meanwhile begins it
	 * anew.
	 */
	private Instant countedUpTo(Instant stoppedAt) {
		return (this.lastUpdateAt != null && this.lastUpdateAt.isAfter(stoppedAt)) ? this.lastUpdateAt : stoppedAt;
	}

	/**
	 * While the order waits for the client none is due: what is left of the interval then
	 * counts from when the clock goes on, so asking again after that is soon enough.
	 */
	Answer ask(OrderStatus status, DeliveryClock clock, ListingContent terms, Instant now) {
		Instant due = (this.updateDueAt != null) ? this.updateDueAt : now.plus(terms.updateAskedAfter());
		Instant stoppedAt = clock.stoppedAt();
		if (stoppedAt != null) {
			Duration left = Duration.between(countedUpTo(stoppedAt), due);
			return new Answer(false, now.plus((left.compareTo(SOON) > 0) ? left : SOON));
		}
		boolean asked = status.underWay() && !now.isBefore(due);
		return new Answer(asked, asked ? now.plus(terms.updateAskedAfter()) : due);
	}

	/**
	 * Counts a reminder if one is due: once for each update.
	 * @param expected whether the client is owed one now
	 */
	boolean remind(boolean expected, ListingContent terms, Instant now) {
		if (this.updateReminded || !expected || this.updateDueAt == null || now.isBefore(reminderDue(terms))) {
			return false;
		}
		this.updateReminded = true;
		return true;
	}

	/**
	 * Sooner than that long after the question for it where the clock has stood since it
	 * became due: the time before counts.
	 */
	Reminders reminders(ListingContent terms, Instant now) {
		Duration after = reminderAfter(terms);
		Duration every = (after.compareTo(SOON) > 0) ? after : SOON;
		Instant due = (this.updateDueAt != null) ? reminderDue(terms) : now;
		return new Reminders(due.isAfter(now) ? due : now.plus(every), every);
	}

	private Instant reminderDue(ListingContent terms) {
		return Objects.requireNonNull(this.updateDueAt).plus(reminderAfter(terms));
	}

	private static Duration reminderAfter(ListingContent terms) {
		return terms.updateRemindedAfter().minus(terms.updateAskedAfter());
	}

	/** When the next update is due, had the client been owed one all the time. */
	@Nullable Instant dueAt() {
		return this.updateDueAt;
	}

	public int posted() {
		return this.updatesPosted;
	}

}
