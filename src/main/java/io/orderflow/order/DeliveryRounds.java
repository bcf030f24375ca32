package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.platform.Refusal;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of an order and their review (S26, S27): the first delivery is round 1,
 * each revision another round. Silence accepts a delivery after a while.
 */
@Embeddable
public class DeliveryRounds {

	private int round = 1;

	private @Nullable Instant acceptBy;

	/** When the client was reminded of that; null while they were not. */
	private @Nullable Instant acceptReminded;

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("round")
	private List<Delivery> deliveries = new ArrayList<>();

	@Transient
	private @Nullable Order order;

	/** The order that they are of, which Hibernate does not tell a part of it. */
	DeliveryRounds of(Order order) {
		this.order = order;
		return this;
	}

	private Order order() {
		return Objects.requireNonNull(this.order);
	}

	/**
	 * The freelancer delivers this round (S26); silence accepts after a while. An open
	 * question is taken back by it.
	 * @param grace how long silence leaves the client at least to look at it where a
	 * refusal can still be put to a moderator
	 */
	public void deliver(String message, List<UUID> files, Duration acceptedAfter, Duration grace, Instant now) {
		order().expect(OrderStatus.IN_PRODUCTION, OrderStatus.IN_REVISION);
		order().questions().overtake(now);
		this.deliveries.add(new Delivery(order(), this.round, message, files, now));
		order().enter(OrderStatus.DELIVERED);
		acceptBy(now.plus(acceptedAfter));
		order().requests()
			.holdingSilence(now)
			.stream()
			.filter((request) -> request.state() == ChangeRequest.State.DISPUTABLE)
			.forEach((refused) -> putSilenceOff(refused.disputeUntil().plus(grace)));
		order().stopClock(DeliveryClock.StopReason.DELIVERED, now,
				() -> write(now, order().freelancer(), TimelineKind.WORK_DELIVERED, message));
		order().requests().endExtension(now);
		endLateness(order().clock().overdue(now), now);
	}

	/**
	 * Notes that the delivery was found late (S20), once for each due date; false where
	 * it is not late, or was found so before.
	 */
	public boolean markLate(Instant now) {
		Instant since = order().clock().lateSince(now);
		if (since == null || !order().clock().markLate(now)) {
			return false;
		}
		order().write(now, null, TimelineKind.FELL_LATE, Map.of("since", since.toString()));
		return true;
	}

	/** Delivered, due later, or closed: what was found late is so no more. */
	void endLateness(Duration late, Instant now) {
		if (order().clock().endLateness()) {
			order().write(now, null, TimelineKind.LATENESS_ENDED, Map.of("lasted", late.toString()));
		}
	}

	public void accept(Instant now) {
		order().expect(OrderStatus.DELIVERED);
		accepted(Delivery.Outcome.ACCEPTED, order().client(), TimelineKind.DELIVERY_ACCEPTED, now);
	}

	private void acceptBy(Instant time) {
		this.acceptBy = time;
		this.acceptReminded = null;
	}

	/**
	 * Asks whether to remind the client that silence accepts, and counts it if so: once
	 * for each time that is set. Where that comes late, silence accepts later.
	 * @param notice how long before the client must have been reminded
	 */
	public boolean remind(Duration notice, Instant now) {
		if (order().status() != OrderStatus.DELIVERED || this.acceptBy == null || this.acceptReminded != null
				|| silenceWaits(now)) {
			return false;
		}
		this.acceptReminded = now;
		this.acceptBy = new Silence(this.acceptBy, now, notice).decidesAt();
		return true;
	}

	/**
	 * The client's silence accepts the delivery, if it does so now (S26).
	 * @return false where it does not, as {@link #silenceAccepts} says
	 */
	public boolean acceptBySilence(Duration notice, Instant now) {
		if (!silenceAccepts(notice, now)) {
			return false;
		}
		accepted(Delivery.Outcome.ACCEPTED_BY_SILENCE, null, TimelineKind.ACCEPTED_BY_SILENCE, now);
		return true;
	}

	/**
	 * Asks whether the client's silence accepts the delivery now (S26).
	 * @param notice how long before the client must have been reminded; where they were
	 * not, it is put off
	 * @return false where it is too early, where a cancellation or a ruling is open, or
	 * nothing is delivered: the process waits on
	 */
	public boolean silenceAccepts(Duration notice, Instant now) {
		if (order().status() != OrderStatus.DELIVERED || this.acceptBy == null || now.isBefore(this.acceptBy)
				|| silenceWaits(now)) {
			return false;
		}
		Silence silence = new Silence(this.acceptBy, this.acceptReminded, notice);
		if (!silence.decides(now)) {
			if (silence.startsAnew(now)) {
				acceptBy(silence.putOffTo(now));
			}
			else {
				this.acceptBy = silence.putOffTo(now);
			}
			return false;
		}
		return true;
	}

	private void accepted(Delivery.Outcome outcome, @Nullable String by, TimelineKind kind, Instant now) {
		newest().end(outcome, List.of(), now);
		order().enter(OrderStatus.ACCEPTED);
		write(now, by, kind, "");
	}

	/**
	 * The client needs longer to look at the delivery: once a delivery (S26), and from
	 * now on where the time had passed while something held it. While something does,
	 * nobody can say until when.
	 */
	public void askForMoreTime(Duration moreTime, Instant now) {
		order().expect(OrderStatus.DELIVERED);
		newest().askForMoreTime(now);
		boolean ahead = this.acceptBy != null && this.acceptBy.isAfter(now);
		Instant until = (ahead ? this.acceptBy : now).plus(moreTime);
		acceptBy(until);
		order().write(now, order().client(), TimelineKind.MORE_TIME_ASKED,
				silenceHeld() ? Map.of() : Map.of("until", until.toString()));
	}

	/**
	 * The client wants changes, point by point; each round has a due date of its own
	 * (S27).
	 */
	public void askForRevision(List<RevisionPoint> points, Instant now) {
		order().expect(OrderStatus.DELIVERED);
		if (left() == 0) {
			throw Refusal.conflict("no-revisions-left", order().terms().revisions());
		}
		newest().end(Delivery.Outcome.REVISION_ASKED, points, now);
		order().enter(OrderStatus.IN_REVISION);
		this.round++;
		this.acceptBy = null;
		order().updates().restart(order().terms(), now);
		order().write(now, order().client(), TimelineKind.REVISION_ASKED,
				TimelineEntry.saying(RevisionPoint.listed(points), "points", String.valueOf(points.size()), "outside",
						RevisionPoint.outside(points)));
		order().startClock(order().terms().revisionRoundTime(), now);
	}

	/**
	 * What was done about each point of the revision, in their order: goes before the
	 * next delivery (B5).
	 * @param answers as many as there are points
	 */
	public void answerPoints(List<String> answers) {
		if (!openPoints().isEmpty()) {
			order().expect(OrderStatus.IN_REVISION);
			order().count(order().freelancer(), answers);
			newest().answer(answers);
		}
	}

	/** What the next delivery has to answer; none before the first (B5). */
	public List<RevisionPoint> openPoints() {
		return this.deliveries.isEmpty() ? List.of() : newest().points();
	}

	/**
	 * What a point of a revision can belong to: a requirement, a task of the plan, the
	 * draft that was approved, or something else (B5).
	 */
	public Set<String> subjects() {
		Set<String> subjects = new LinkedHashSet<>();
		order().terms().questions().forEach((question) -> subjects.add(question.key()));
		order().plan().forEach((task) -> subjects.add(RevisionPoint.task(task.no())));
		if (order().drafts().approved()) {
			subjects.add(RevisionPoint.APPROVED_DRAFT);
		}
		subjects.add(RevisionPoint.SOMETHING_ELSE);
		return subjects;
	}

	/**
	 * The freelancer objects to the mark of a point, while working on it (B5).
	 * @param no from 1
	 * @throws Refusal {@code no-such-point}, {@code objected-already}; where no revision
	 * is under way
	 */
	public void objectTo(int no, String reason, Instant now) {
		order().expect(OrderStatus.IN_REVISION);
		newest().objectTo(no, reason);
		order().write(now, order().freelancer(), TimelineKind.POINT_OBJECTED,
				Map.of("point", String.valueOf(no), "title", newest().points().get(no - 1).text(), "words", reason));
	}

	/**
	 * Whoever read the points of a delivery means those.
	 * @param shown the round of the delivery; null where that is not known
	 * @throws Refusal {@code changed-meanwhile} where another revision is under way
	 */
	public void expectPointsOf(@Nullable Integer shown) {
		if (shown != null && order().status() == OrderStatus.IN_REVISION && newest().round() != shown) {
			throw Refusal.conflict("changed-meanwhile");
		}
	}

	/** The client does not lose the last days of the review to what came to nothing. */
	void putSilenceOff(Instant earliest) {
		if (order().status() == OrderStatus.DELIVERED && this.acceptBy != null && this.acceptBy.isBefore(earliest)) {
			acceptBy(earliest);
		}
	}

	/**
	 * When to ask again whether silence accepts a delivery, where it does not now: when
	 * what keeps it from doing so should be settled.
	 */
	public Instant silenceAskedAgainAt(Duration whileWithModerator, Instant now) {
		Instant soon = now.plus(UpdateRhythm.SOON);
		return order().requests().holdingSilence(now).stream().map((request) -> switch (request.state()) {
			case WAITING -> request.answerDue();
			case DISPUTABLE -> request.disputeUntil();
			default -> now.plus(whileWithModerator);
		}).filter(soon::isBefore).max(Comparator.naturalOrder()).orElse(soon);
	}

	/** A completed order waits for nothing. */
	void complete() {
		this.acceptBy = null;
	}

	private void write(Instant now, @Nullable String actor, TimelineKind kind, String words) {
		order().write(now, actor, kind, TimelineEntry.saying(words, "round", String.valueOf(this.round)));
	}

	/** How many revisions the client can still ask for. */
	public int left() {
		return order().terms().revisionsLeft(this.round);
	}

	/** From 1, the first delivery. */
	public int round() {
		return this.round;
	}

	/**
	 * When silence accepts the delivery; empty also while an open request holds that up.
	 */
	public Optional<Instant> silenceAcceptsAt() {
		return Optional.ofNullable(this.acceptBy).filter((time) -> !silenceHeld());
	}

	/** When silence accepts the delivery; null where none waits for that. */
	public @Nullable Instant acceptBy() {
		return this.acceptBy;
	}

	/**
	 * Whether nobody can say now when silence accepts the delivery: a cancellation or a
	 * ruling is open. A refusal that can still be disputed keeps silence from accepting
	 * too, but has put it off to a time that is known.
	 */
	public boolean silenceHeld() {
		return order().status() == OrderStatus.DELIVERED && order().requests().open().isPresent();
	}

	/**
	 * Whether silence accepts nothing now: a cancellation or a ruling is open, or a
	 * refusal can still be put to a moderator (S26).
	 */
	public boolean silenceWaits(Instant now) {
		return !order().requests().holdingSilence(now).isEmpty();
	}

	/** Whether the client was reminded of that. */
	public boolean acceptReminded() {
		return this.acceptReminded != null;
	}

	public List<Delivery> all() {
		return this.deliveries;
	}

	public Delivery newest() {
		return this.deliveries.get(this.deliveries.size() - 1);
	}

}
