package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.orderflow.order.ChangeRequest.Asked;
import io.orderflow.order.ChangeRequest.Kind;
import io.orderflow.order.ChangeRequest.State;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What the two sides of an order ask of each other, and what comes of it (C1, C2, C4).
 * One request is open at a time; a refused cancellation that could still be put to a
 * moderator is not open, but keeps silence from accepting a delivery.
 */
@Embeddable
public class Requests {

	/** Whose answer the open request waits for. */
	public enum Turn {

		CLIENT, FREELANCER, MODERATOR

	}

	@Column(name = "requests")
	private int asked;

	@Enumerated(EnumType.STRING)
	@Column(name = "request_turn")
	private @Nullable Turn turn;

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("no")
	private List<ChangeRequest> requests = new ArrayList<>();

	@Transient
	private @Nullable Order order;

	/** The order that they are about, which Hibernate does not tell a part of it. */
	Requests of(Order order) {
		this.order = order;
		return this;
	}

	private Order order() {
		return Objects.requireNonNull(this.order);
	}

	/**
	 * One side asks for a later delivery (C1), while there is something left to deliver.
	 * While the clock stands that is later than what the delivery is due at by now.
	 * @throws Refusal {@code request-open-already}, {@code nothing-to-extend}; on
	 * {@code due} where it is not later than the present date, or too far away
	 */
	public ChangeRequest askForExtension(Asked asked, Instant wantedDue) {
		expectNoneOpen();
		Instant due = order().clock().expectedDue(asked.at());
		if (due == null || !order().status().underWay()) {
			throw order().refusal("nothing-to-extend");
		}
		ProblemCollector problems = new ProblemCollector();
		order().clock().checkLater(wantedDue, asked.at(), problems);
		problems.check();
		return add(ChangeRequest.extension(order(), ++this.asked, asked, due, wantedDue), TimelineKind.EXTENSION_ASKED,
				TimelineEntry.saying(asked.reason(), "due", wantedDue.toString()));
	}

	/**
	 * One side asks to cancel (C2): the client once for each delivery, since that keeps
	 * silence from accepting it (S26). What the other side's dispute has refused does not
	 * count.
	 * @throws Refusal {@code request-open-already}, {@code order-closed};
	 * {@code cancellation-asked-already} since the delivery
	 */
	public ChangeRequest askForCancellation(Asked asked, ResponsibleParty responsible) {
		expectNoneOpen();
		if (asked.by().equals(order().client()) && askedSinceDelivery(asked.by())) {
			throw order().refusal("cancellation-asked-already");
		}
		return add(ChangeRequest.cancellation(order(), ++this.asked, asked, responsible),
				TimelineKind.CANCELLATION_ASKED,
				TimelineEntry.saying(asked.reason(), "responsible", responsible.name()));
	}

	private boolean askedSinceDelivery(String by) {
		return order().status() == OrderStatus.DELIVERED && newest((request) -> request.kind() == Kind.CANCELLATION
				&& request.askedBy().equals(by) && !request.isRefusedByDispute()
				&& !request.askedAt().isBefore(order().rounds().newest().deliveredAt()))
			.isPresent();
	}

	private ChangeRequest add(ChangeRequest request, TimelineKind kind, Map<String, String> details) {
		order().expectRoomFor((this.asked > Order.MOST_OF_A_KIND)
				? this.requests.stream().filter(request::isLike).toList() : List.of());
		this.requests.add(request);
		this.turn = request.otherSide().equals(order().client()) ? Turn.CLIENT : Turn.FREELANCER;
		order().write(request.askedAt(), request.askedBy(), kind, details);
		hold(request, request.askedAt());
		return request;
	}

	/** While it waits it makes nothing late (B2). */
	private void hold(ChangeRequest request, Instant now) {
		order().clock().hold(request.no(), byClient(request), now);
	}

	private boolean byClient(ChangeRequest request) {
		return request.askedBy().equals(order().client());
	}

	/** The same after a new due date. */
	void holdAnew(Instant now) {
		open().ifPresent((request) -> hold(request, now));
	}

	/**
	 * Nobody's answer is awaited any more. The line that says so tells how the clock
	 * stands without the request; the next one whose it was, and how much time it kept
	 * from counting.
	 */
	private void settled(ChangeRequest request, Instant now, @Nullable String by, TimelineKind kind,
			Map<String, String> details) {
		this.turn = null;
		Duration held = order().clock().release(byClient(request), now);
		order().write(now, by, kind, details);
		if (!held.isZero()) {
			order().write(now, null, TimelineKind.LATENESS_HELD,
					Map.of("lasted", held.toString(), "side", request.side()));
		}
	}

	private void expectNoneOpen() {
		if (!order().status().takesRequests()) {
			throw Refusal.conflict("order-closed", order().number());
		}
		if (open().isPresent()) {
			throw Refusal.conflict("request-open-already", order().number());
		}
	}

	/** The other side agrees. */
	public ChangeRequest accept(String answer, Instant now) {
		ChangeRequest request = waiting();
		request.answered(State.ACCEPTED, request.otherSide(), answer, now);
		settled(request, now, request.answeredBy(),
				request.either(TimelineKind.EXTENSION_ACCEPTED, TimelineKind.CANCELLATION_ACCEPTED),
				TimelineEntry.saying(answer));
		return request;
	}

	/**
	 * The other side does not agree; a refused cancellation can be put to a moderator
	 * (C4).
	 * @param grace how long silence then leaves the client at least to look at a delivery
	 */
	public ChangeRequest refuse(String answer, Duration disputeWithin, Duration grace, Instant now) {
		ChangeRequest request = waiting();
		if (request.kind() == Kind.CANCELLATION) {
			request.refusedUntil(request.otherSide(), answer, now.plus(disputeWithin), now);
			order().rounds().putSilenceOff(now.plus(disputeWithin).plus(grace));
		}
		else {
			request.answered(State.REFUSED, request.otherSide(), answer, now);
		}
		settled(request, now, request.answeredBy(),
				request.either(TimelineKind.EXTENSION_REFUSED, TimelineKind.CANCELLATION_REFUSED),
				TimelineEntry.saying(answer));
		return request;
	}

	/**
	 * Nobody answered in time: a cancellation is accepted (C2), a later date granted or
	 * refused, as is set (C1). A repeat changes nothing.
	 * @param notice how long before the other side must have been reminded
	 * @return whether the request is accepted
	 */
	public boolean takeDefaultAnswer(int no, OrderSettings.Unanswered extension, Duration notice, Instant now) {
		ChangeRequest request = get(no);
		if (request.state() == State.WAITING) {
			Assert.state(request.silenceAnswers(notice, now), "There is time left to answer");
			boolean granted = extension == OrderSettings.Unanswered.GRANTED;
			request.answered(request.either(granted ? State.ACCEPTED : State.REFUSED, State.ACCEPTED), null, null, now);
			settled(request, now, null,
					request.either(granted ? TimelineKind.EXTENSION_GRANTED : TimelineKind.EXTENSION_UNANSWERED,
							TimelineKind.CANCELLATION_UNANSWERED),
					Map.of());
		}
		return request.state() == State.ACCEPTED;
	}

	/**
	 * Whoever asked takes it back, while an answer or a ruling is awaited (C2).
	 * @throws Refusal {@code no-open-request}, {@code request-not-yours}
	 */
	public ChangeRequest withdraw(String by, Duration grace, Instant now) {
		ChangeRequest request = open().orElseThrow(() -> order().refusal("no-open-request"));
		if (!request.askedBy().equals(by)) {
			throw Refusal.forbidden("request-not-yours");
		}
		request.end(State.WITHDRAWN, now);
		order().rounds().putSilenceOff(now.plus(grace));
		settled(request, now, by, TimelineKind.REQUEST_WITHDRAWN, Map.of("kind", request.kind().name()));
		return request;
	}

	/**
	 * Whoever asked for a cancellation puts its refusal to a moderator (C4), and refuses
	 * by that what the other side asks meanwhile, for good.
	 * @throws Refusal {@code nothing-to-dispute}, {@code request-open-already} while one
	 * of their own is
	 */
	public ChangeRequest dispute(String by, String reason, Instant now) {
		refuseForDispute(by, now);
		expectNoneOpen();
		ChangeRequest request = disputable(by, now);
		request.disputed(reason, now);
		this.turn = Turn.MODERATOR;
		order().write(now, by, TimelineKind.REFUSAL_DISPUTED, TimelineEntry.saying(reason));
		hold(request, now);
		return request;
	}

	/** The first half of that; empty where the other side asks nothing. */
	public Optional<ChangeRequest> refuseForDispute(String by, Instant now) {
		disputable(by, now);
		Optional<ChangeRequest> asked = open()
			.filter((one) -> one.state() == State.WAITING && one.otherSide().equals(by));
		asked.ifPresent((refused) -> {
			refused.answered(State.REFUSED, by, "", now);
			settled(refused, now, by, refused.either(TimelineKind.EXTENSION_REFUSED, TimelineKind.CANCELLATION_REFUSED),
					Map.of("why", "disputed"));
		});
		return asked;
	}

	private ChangeRequest disputable(String by, Instant now) {
		return newest((one) -> one.disputable(by, now)).orElseThrow(() -> order().refusal("nothing-to-dispute"));
	}

	/**
	 * A moderator rules (C4); both sides read the reason.
	 * @throws Refusal {@code no-such-dispute}, {@code moderator-is-a-side}
	 */
	public ChangeRequest rule(String moderator, boolean accepted, String reason, Duration grace, Instant now) {
		ChangeRequest request = newest((one) -> one.state() == State.DISPUTED)
			.orElseThrow(() -> order().refusal("no-such-dispute"));
		if (order().isSide(moderator)) {
			throw Refusal.forbidden("moderator-is-a-side");
		}
		request.ruled(moderator, accepted, reason, now);
		order().rounds().putSilenceOff(now.plus(grace));
		settled(request, now, moderator, accepted ? TimelineKind.RULED_CANCELLED : TimelineKind.RULED_KEPT,
				TimelineEntry.saying(reason));
		return request;
	}

	/**
	 * Asks whether to remind of a dispute that waits for a ruling, and notes it if so.
	 */
	public boolean remindOfRuling(int no, Duration every, Instant now) {
		boolean reminds = get(no).remindsOfRuling(every, now);
		if (reminds) {
			order().write(now, null, TimelineKind.RULING_REMINDED, Map.of());
		}
		return reminds;
	}

	/** Nobody put the refusal to a moderator in time; a repeat changes nothing. */
	public void keepRefusal(int no, Instant now) {
		ChangeRequest request = get(no);
		if (request.state() == State.DISPUTABLE) {
			request.end(State.REFUSED, now);
			order().write(now, null, TimelineKind.REFUSAL_STOOD, Map.of("side", request.side()));
		}
	}

	/**
	 * The due date moves by what was agreed (C1), counted from where it is now: what the
	 * clock stood for since it was asked stays added (B1). A repeat changes nothing.
	 */
	public void moveDueDate(int no, Instant now) {
		ChangeRequest request = get(no);
		if (request.appliedAt() == null && order().status().underWay()) {
			Assert.state(request.state() == State.ACCEPTED, "Nobody has agreed to it");
			Duration late = order().clock().overdue(now);
			Instant before = Objects.requireNonNull(order().clock().expectedDue(now));
			order().clock().extend(request.extension(), no, now);
			request.moved(before, now);
			order().write(now, null, TimelineKind.DUE_DATE_MOVED,
					Map.of("due", String.valueOf(order().clock().expectedDue(now))));
			// where the new date is past too, both are told of it as of any other
			order().rounds().endLateness(late, now);
		}
	}

	/** The order is cancelled because both, time or a ruling said so. */
	public void agreeCancellation(int no, Instant now) {
		ChangeRequest request = get(no);
		if (request.appliedAt() == null && !order().status().closed()) {
			Assert.state(request.state() == State.ACCEPTED, "Nobody has agreed to it");
			request.applied(now);
			order().closeAsAsked(request, now);
		}
	}

	/** There is nothing left to ask of a closed order (S28). */
	void endWithOrder(Instant now) {
		open().ifPresent((open) -> ended(open, "closed", now));
		if (this.asked > 0) {
			this.requests.stream()
				.filter((request) -> request.state().underWay())
				.forEach((request) -> request.endWithOrder(now));
		}
	}

	private void ended(ChangeRequest request, String why, Instant now) {
		settled(request, now, null, TimelineKind.REQUEST_ENDED, Map.of("why", why, "kind", request.kind().name()));
	}

	/** Delivered: nobody needs a later date for it any more. */
	void endExtension(Instant now) {
		newest((request) -> request.state() == State.WAITING && request.kind() == Kind.EXTENSION)
			.ifPresent((request) -> {
				request.end(State.DELIVERED, now);
				ended(request, "delivered", now);
			});
	}

	/** What keeps silence from accepting a delivery (S26), the oldest first. */
	List<ChangeRequest> holdingSilence(Instant now) {
		return (this.asked == 0) ? List.of()
				: this.requests.stream().filter((request) -> request.holdsSilence(now)).toList();
	}

	/** The request that waits for an answer or for a ruling. */
	public Optional<ChangeRequest> open() {
		return newest((request) -> request.state().open());
	}

	/** The last that moderators were asked to rule on, and may read since then. */
	public Optional<ChangeRequest> disputed() {
		return newest((request) -> request.disputeReason() != null);
	}

	/** Whose answer is awaited; nobody's where no request waits for one. */
	public Optional<String> answerer() {
		return open().filter((request) -> request.state() == State.WAITING).map(ChangeRequest::otherSide);
	}

	/** Whether something waited for a request when the order was closed. */
	public boolean endedWithOrder() {
		return newest(ChangeRequest::endedWithOrder).isPresent();
	}

	/** The extension that the last delivery made pointless, if it did. */
	public Optional<ChangeRequest> overtakenExtension() {
		return newest((request) -> true).filter((request) -> request.state() == State.DELIVERED);
	}

	/** How many both sides have made, from the first on. */
	public int asked() {
		return this.asked;
	}

	public ChangeRequest get(int no) {
		return newest((request) -> request.no() == no)
			.orElseThrow(() -> new IllegalStateException("Order " + order().number() + " has no request " + no));
	}

	private ChangeRequest waiting() {
		return open().filter((request) -> request.state() == State.WAITING)
			.orElseThrow(() -> order().refusal("step-not-open"));
	}

	private Optional<ChangeRequest> newest(Predicate<ChangeRequest> which) {
		// most orders never have any, and need not ask the database for them
		return (this.asked == 0) ? Optional.empty()
				: this.requests.stream().filter(which).max(Comparator.comparing(ChangeRequest::no));
	}

}
