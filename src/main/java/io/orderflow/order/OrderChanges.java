package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.orderflow.order.ChangeRequest.Asked;
import io.orderflow.platform.Refusal;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * How an order is changed or called off: what one side asks of the other (C1, C2, C4),
 * and what ends it before its time (C3, C5). One request is open at a time; a refused
 * cancellation that could still be put to a moderator is not open, but keeps silence from
 * accepting a delivery.
 */
@MappedSuperclass
abstract class OrderChanges extends OrderState {

	/** No date further away than this is asked for. */
	private static final Duration FURTHEST = Duration.ofDays(365);

	/** How soon to ask again where the answer may change at any time. */
	private static final Duration SOON = Duration.ofHours(1);

	/**
	 * One side asks for a later delivery (C1), while there is something left to deliver.
	 * @throws Refusal {@code request-open-already}, {@code nothing-to-extend}; on
	 * {@code due} where it is not later than the present date, or too far away
	 */
	ChangeRequest askForExtension(Asked asked, Instant wantedDue) {
		expectNoOpenRequest();
		Instant due = clock().dueAt();
		if (!this.status.underWay() || due == null) {
			throw refusal("nothing-to-extend");
		}
		if (!wantedDue.isAfter(due)) {
			throw Refusal.invalid("due", "due-not-later");
		}
		if (!wantedDue.isAfter(asked.at())) {
			throw Refusal.invalid("due", "due-past");
		}
		if (wantedDue.isAfter(asked.at().plus(FURTHEST))) {
			throw Refusal.invalid("due", "due-too-far", FURTHEST.toDays());
		}
		this.requestsAsked++;
		return asked(ChangeRequest.extension((Order) this, asked, due, wantedDue), TimelineKind.EXTENSION_ASKED,
				Map.of("due", wantedDue.toString()));
	}

	/**
	 * One side asks to cancel (C2).
	 * @throws Refusal {@code request-open-already}, {@code order-closed}
	 */
	ChangeRequest askForCancellation(Asked asked, ResponsibleParty responsible) {
		expectNoOpenRequest();
		this.requestsAsked++;
		return asked(ChangeRequest.cancellation((Order) this, asked, responsible), TimelineKind.CANCELLATION_ASKED,
				Map.of("responsible", responsible.name()));
	}

	private ChangeRequest asked(ChangeRequest request, TimelineKind kind, Map<String, String> details) {
		this.requests.add(request);
		this.requestTurn = turnOf(request.otherSide());
		write(request.askedAt(), request.askedBy(), kind, details);
		return request;
	}

	private void expectNoOpenRequest() {
		if (this.status.closed() || this.status == OrderStatus.ACCEPTED) {
			throw Refusal.conflict("order-closed", this.number);
		}
		if (openRequest().isPresent()) {
			throw Refusal.conflict("request-open-already", this.number);
		}
	}

	/** The other side agrees. */
	ChangeRequest acceptRequest(String answer, Instant now) {
		ChangeRequest request = waiting();
		request.accepted(request.otherSide(), answer, now);
		this.requestTurn = null;
		write(now, request.answeredBy(),
				answered(request, TimelineKind.EXTENSION_ACCEPTED, TimelineKind.CANCELLATION_ACCEPTED), Map.of());
		return request;
	}

	/**
	 * The other side does not agree; a refused cancellation can be put to a moderator
	 * (C4).
	 * @param grace how long silence then leaves the client at least to look at a delivery
	 */
	ChangeRequest refuseRequest(String answer, Duration disputeWithin, Duration grace, Instant now) {
		ChangeRequest request = waiting();
		if (request.kind() == RequestKind.CANCELLATION) {
			request.refusedUntil(request.otherSide(), answer, now.plus(disputeWithin), now);
			putSilenceOff(disputeWithin.plus(grace), now);
		}
		else {
			request.refused(request.otherSide(), answer, now);
		}
		this.requestTurn = null;
		write(now, request.answeredBy(),
				answered(request, TimelineKind.EXTENSION_REFUSED, TimelineKind.CANCELLATION_REFUSED), Map.of());
		return request;
	}

	/**
	 * Nobody answered in time: a later date is refused (C1), a cancellation accepted
	 * (C2). A repeat changes nothing.
	 * @return whether the request is accepted
	 */
	boolean takeDefaultAnswer(int no, Instant now) {
		ChangeRequest request = request(no);
		if (request.state() == RequestState.WAITING) {
			this.requestTurn = null;
			if (request.kind() == RequestKind.CANCELLATION) {
				request.accepted(null, null, now);
				write(now, null, TimelineKind.CANCELLATION_UNANSWERED, Map.of());
			}
			else {
				request.refused(null, null, now);
				write(now, null, TimelineKind.EXTENSION_UNANSWERED, Map.of());
			}
		}
		return request.state() == RequestState.ACCEPTED;
	}

	/**
	 * Whoever asked takes it back, while an answer or a ruling is awaited (C2).
	 * @throws Refusal {@code no-open-request}, {@code request-not-yours}
	 */
	ChangeRequest withdrawRequest(String by, Duration grace, Instant now) {
		ChangeRequest request = openRequest().orElseThrow(() -> refusal("no-open-request"));
		expectAskedBy(request, by);
		request.end(RequestState.WITHDRAWN, now);
		this.requestTurn = null;
		putSilenceOff(grace, now);
		write(now, by, TimelineKind.REQUEST_WITHDRAWN, Map.of());
		return request;
	}

	/**
	 * Whoever asked for a cancellation puts its refusal to a moderator (C4).
	 * @throws Refusal {@code nothing-to-dispute}, {@code request-not-yours},
	 * {@code request-open-already} while another one is
	 */
	ChangeRequest disputeRefusal(String by, String reason, Instant now) {
		ChangeRequest request = newest((asked) -> asked.state() == RequestState.DISPUTABLE && asked.askedBy().equals(by)
				&& now.isBefore(asked.disputeUntil()))
			.orElseThrow(() -> refusal("nothing-to-dispute"));
		expectNoOpenRequest();
		request.disputed(reason, now);
		this.requestTurn = RequestTurn.MODERATOR;
		write(now, by, TimelineKind.REFUSAL_DISPUTED, Map.of());
		return request;
	}

	/**
	 * A moderator rules (C4); both sides read the reason.
	 * @throws Refusal {@code no-such-dispute}, {@code moderator-is-a-side}
	 */
	ChangeRequest rule(String moderator, boolean accepted, String reason, Duration grace, Instant now) {
		ChangeRequest request = dispute().orElseThrow(() -> refusal("no-such-dispute"));
		if (isSide(moderator)) {
			throw Refusal.forbidden("moderator-is-a-side");
		}
		request.ruled(moderator, accepted, reason, now);
		this.requestTurn = null;
		putSilenceOff(grace, now);
		write(now, moderator, accepted ? TimelineKind.RULED_CANCELLED : TimelineKind.RULED_KEPT, Map.of());
		return request;
	}

	/** Nobody put the refusal to a moderator in time; a repeat changes nothing. */
	void keepRefusal(int no, Instant now) {
		ChangeRequest request = request(no);
		if (request.state() == RequestState.DISPUTABLE) {
			request.end(RequestState.REFUSED, now);
		}
	}

	/**
	 * The due date moves by what was agreed (C1), counted from where it is now: what the
	 * clock stood for meanwhile stays added (B1). A repeat changes nothing.
	 */
	void moveDueDate(int no, Instant now) {
		ChangeRequest request = request(no);
		if (request.appliedAt() == null && this.status.underWay()) {
			clock().extend(request.extension());
			request.applied(now);
			write(now, null, TimelineKind.DUE_DATE_MOVED, Map.of("due", String.valueOf(clock().dueAt())));
		}
	}

	/** The order is cancelled because both, time or a ruling said so. */
	void agreeCancellation(int no, Instant now) {
		ChangeRequest request = request(no);
		if (request.appliedAt() == null && !this.status.closed()) {
			request.applied(now);
			close(request.askedBy(), request.reason(), now);
		}
	}

	/**
	 * The client cancels alone, which needs no answer while requirements are awaited
	 * (C3).
	 */
	void cancelByClient(String reason, Instant now) {
		if (this.status != OrderStatus.AWAITING_REQUIREMENTS) {
			throw refusal("cancellation-needs-agreement");
		}
		close(this.client, reason, now);
	}

	/**
	 * The requirements never came (C5); an order that is cancelled already stays as it
	 * is.
	 */
	void cancelForMissingRequirements(Instant now) {
		if (this.status != OrderStatus.CANCELLED) {
			expect(OrderStatus.AWAITING_REQUIREMENTS);
			close(null, "", now);
		}
	}

	private void close(@Nullable String by, String reason, Instant now) {
		this.status = OrderStatus.CANCELLED;
		this.cancelledAt = now;
		this.cancelledBy = by;
		this.cancellationReason = reason;
		this.dossier = WorkerResult.PENDING;
		write(now, by, TimelineKind.ORDER_CANCELLED, Map.of());
		endRequests(now);
	}

	/** There is nothing left to ask of a closed order (S28). */
	protected final void endRequests(Instant now) {
		newest((request) -> request.state().open())
			.ifPresent((open) -> write(now, null, TimelineKind.REQUEST_ENDED, Map.of()));
		if (this.requestsAsked > 0) {
			this.requests.stream()
				.filter((request) -> request.state().underWay())
				.forEach((request) -> request.endWithOrder(now));
		}
		this.requestTurn = null;
	}

	/** Delivered: nobody needs a later date for it any more. */
	protected final void endExtension(Instant now) {
		newest((request) -> request.state() == RequestState.WAITING && request.kind() == RequestKind.EXTENSION)
			.ifPresent((request) -> {
				request.end(RequestState.DELIVERED, now);
				this.requestTurn = null;
				write(now, null, TimelineKind.REQUEST_ENDED, Map.of());
			});
	}

	/** Whether silence accepts nothing now: a cancellation or a ruling is open (S26). */
	final boolean silenceWaits() {
		return newest(OrderChanges::holdsSilence).isPresent();
	}

	/**
	 * When to ask again whether silence accepts a delivery, where it does not now: when
	 * what keeps it from doing so should be settled.
	 */
	final Instant silenceAskedAgainAt(Duration whileWithModerator, Instant now) {
		Instant settled = newest(OrderChanges::holdsSilence).map((request) -> switch (request.state()) {
			case WAITING -> request.answerDue();
			case DISPUTABLE -> request.disputeUntil();
			default -> now.plus(whileWithModerator);
		}).orElse(now);
		Instant soon = now.plus(SOON);
		return settled.isAfter(soon) ? settled : soon;
	}

	private static boolean holdsSilence(ChangeRequest request) {
		return request.kind() == RequestKind.CANCELLATION && request.state().underWay();
	}

	/** The client does not lose the last days of the review to what came to nothing. */
	private void putSilenceOff(Duration grace, Instant now) {
		Instant earliest = now.plus(grace);
		if (this.status == OrderStatus.DELIVERED && this.acceptBy != null && this.acceptBy.isBefore(earliest)) {
			this.acceptBy = earliest;
		}
	}

	/** The request that waits for an answer or for a ruling. */
	final Optional<ChangeRequest> openRequest() {
		return newest((request) -> request.state().open());
	}

	/** The one that a moderator is asked to rule on. */
	final Optional<ChangeRequest> dispute() {
		return newest((request) -> request.state() == RequestState.DISPUTED);
	}

	/** Whether a moderator was ever asked to rule, so that moderators may read it. */
	final boolean wasDisputed() {
		return newest((request) -> request.disputeReason() != null).isPresent();
	}

	/** Whose answer is awaited; nobody's where no request waits for one. */
	final Optional<String> answerer() {
		return openRequest().filter((request) -> request.state() == RequestState.WAITING).map(ChangeRequest::otherSide);
	}

	/** Whether something waited for a request when the order was closed. */
	final boolean requestEndedWithOrder() {
		return newest(ChangeRequest::endedWithOrder).isPresent();
	}

	/** The extension that the last delivery made pointless, if it did. */
	final Optional<ChangeRequest> overtakenExtension() {
		return newest((request) -> true).filter((request) -> request.state() == RequestState.DELIVERED);
	}

	final ChangeRequest request(int no) {
		return newest((request) -> request.no() == no)
			.orElseThrow(() -> new IllegalStateException("Order " + this.number + " has no request " + no));
	}

	private ChangeRequest waiting() {
		return openRequest().filter((request) -> request.state() == RequestState.WAITING)
			.orElseThrow(() -> refusal("step-not-open"));
	}

	private Optional<ChangeRequest> newest(Predicate<ChangeRequest> which) {
		// most orders never have any, and need not ask the database for them
		return (this.requestsAsked == 0) ? Optional.empty()
				: this.requests.stream().filter(which).max(Comparator.comparing(ChangeRequest::no));
	}

	private void expectAskedBy(ChangeRequest request, String by) {
		if (!request.askedBy().equals(by)) {
			throw Refusal.forbidden("request-not-yours");
		}
	}

	private RequestTurn turnOf(String account) {
		return account.equals(this.client) ? RequestTurn.CLIENT : RequestTurn.FREELANCER;
	}

	private static TimelineKind answered(ChangeRequest request, TimelineKind extension, TimelineKind cancellation) {
		return (request.kind() == RequestKind.EXTENSION) ? extension : cancellation;
	}

}
