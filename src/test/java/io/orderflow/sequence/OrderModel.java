package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderSettings.Unanswered;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.timeline.WaitingTimes.Reason;
import io.orderflow.sequence.Act.Who;
import org.jspecify.annotations.Nullable;

import static io.orderflow.order.OrderStatus.AWAITING_CLARIFICATION;
import static io.orderflow.order.OrderStatus.AWAITING_REQUIREMENTS;
import static io.orderflow.order.OrderStatus.CANCELLED;
import static io.orderflow.order.OrderStatus.COMPLETED;
import static io.orderflow.order.OrderStatus.DELIVERED;
import static io.orderflow.order.OrderStatus.DRAFTING;
import static io.orderflow.order.OrderStatus.DRAFT_IN_REVIEW;
import static io.orderflow.order.OrderStatus.IN_PRODUCTION;
import static io.orderflow.order.OrderStatus.IN_REVISION;
import static io.orderflow.order.OrderStatus.PLANNING;
import static io.orderflow.order.OrderStatus.REQUIREMENTS_IN_REVIEW;
import static io.orderflow.sequence.Act.Who.CLIENT;
import static io.orderflow.sequence.Act.Who.FREELANCER;

/**
 * What an order has to do, written down once more from what was promised (S18 to S28, B1,
 * B2, C1 to C5) and not from how it is done: whose turn it is follows from one table, the
 * clock stands while it is the client's, and times are counted up as they pass
 * ({@link ModelClock}), not computed from dates. What happens by itself it does not
 * foretell but allows or not ({@link OrderRules}).
 *
 * <p>
 * It is longer than a page because there are so many promises: thirty deeds and ten
 * things that happen unasked, each with when it may, its lines and what follows.
 */
final class OrderModel {

	static final Duration DELIVERY_TIME = Duration.ofDays(5);

	private static final Duration DAY = Duration.ofDays(1);

	private static final Duration KNOWN = Duration.ofHours(22);

	private static final Set<OrderStatus> BEFORE_WORK = EnumSet.of(REQUIREMENTS_IN_REVIEW, AWAITING_CLARIFICATION);

	/** Nothing comes of these by itself: whoever holds up the order is reminded. */
	private static final Set<OrderStep> REMINDED = EnumSet.of(OrderStep.CLARIFY_REQUIREMENTS, OrderStep.REVIEW_DRAFT,
			OrderStep.ANSWER_QUESTION);

	/** Whose turn it is, with which step, and what the time counts for then (S20). */
	record Turn(OrderStep step, Who who, Reason reason) {

	}

	private static final Map<OrderStatus, Turn> TURNS = Map.of( //
			AWAITING_REQUIREMENTS, new Turn(OrderStep.PROVIDE_REQUIREMENTS, CLIENT, Reason.REQUIREMENTS), //
			REQUIREMENTS_IN_REVIEW, new Turn(OrderStep.REVIEW_REQUIREMENTS, FREELANCER, Reason.PLANNING), //
			AWAITING_CLARIFICATION, new Turn(OrderStep.CLARIFY_REQUIREMENTS, CLIENT, Reason.CLARIFICATION), //
			PLANNING, new Turn(OrderStep.PLAN_WORK, FREELANCER, Reason.PLANNING), //
			DRAFTING, new Turn(OrderStep.SUBMIT_DRAFT, FREELANCER, Reason.DRAFTING), //
			DRAFT_IN_REVIEW, new Turn(OrderStep.REVIEW_DRAFT, CLIENT, Reason.DRAFT), //
			IN_PRODUCTION, new Turn(OrderStep.DELIVER_WORK, FREELANCER, Reason.WORK), //
			IN_REVISION, new Turn(OrderStep.DELIVER_WORK, FREELANCER, Reason.REVISION), //
			DELIVERED, new Turn(OrderStep.REVIEW_DELIVERY, CLIENT, Reason.REVIEW));

	record Line(TimelineKind kind, Instant at) {

	}

	final List<Line> timeline = new ArrayList<>();

	final Map<Reason, Duration> waited = new EnumMap<>(Reason.class);

	final List<Request> requests = new ArrayList<>();

	final ApprovalNeeded approval;

	/** What counts of a later date that nobody answered. */
	final Unanswered extension;

	final Silence requirements;

	final ModelClock clock;

	final ModelUpdates updates = new ModelUpdates();

	/** What the client is reminded of again and again. */
	final Map<OrderStep, Reminders> reminders = new EnumMap<>(OrderStep.class);

	final OrderRules rules = new OrderRules(this);

	OrderStatus status = AWAITING_REQUIREMENTS;

	boolean questioned;

	boolean previewAwaited;

	boolean planned;

	boolean ticked;

	boolean objected;

	int revisionsLeft;

	boolean moreTimeUsed;

	@Nullable Instant delivered;

	boolean toldLate;

	@Nullable Instant toldLateAt;

	@Nullable Silence acceptance;

	OrderModel(ApprovalNeeded approval, int revisions, Unanswered extension, Instant now) {
		this.approval = approval;
		this.extension = extension;
		this.revisionsLeft = revisions;
		this.clock = new ModelClock(now);
		this.requirements = new Silence(now.plus(Duration.ofDays(14)));
		write(TimelineKind.ORDER_PLACED);
	}

	void submit(boolean anotherPlan) {
		endQuestion(TimelineKind.QUESTION_OVERTAKEN);
		if (anotherPlan) {
			this.ticked = false;
			write(TimelineKind.PLAN_CHANGED);
		}
		this.previewAwaited = true;
		enter(DRAFT_IN_REVIEW, TimelineKind.DRAFT_SUBMITTED);
	}

	void deliver() {
		endQuestion(TimelineKind.QUESTION_OVERTAKEN);
		enter(DELIVERED, TimelineKind.WORK_DELIVERED);
		this.moreTimeUsed = false;
		this.delivered = now();
		this.acceptance = new Silence(now().plus(Duration.ofDays(3)));
		if (open() != null && open().longer != null) {
			settle(open(), Request.State.OVER, TimelineKind.REQUEST_ENDED);
		}
		endLateness();
	}

	void complete(TimelineKind how) {
		write(how);
		close(COMPLETED, TimelineKind.ORDER_COMPLETED);
	}

	void cancel() {
		if (this.questioned) {
			this.questioned = false;
			write(TimelineKind.QUESTION_ENDED);
		}
		close(CANCELLED, TimelineKind.ORDER_CANCELLED);
		endLateness();
	}

	void close(OrderStatus end, TimelineKind how) {
		this.status = end;
		write(how);
		this.clock.closed = true;
		if (open() != null) {
			settle(open(), Request.State.OVER, TimelineKind.REQUEST_ENDED);
		}
		this.requests.forEach((request) -> request.state = Request.State.OVER);
		this.acceptance = null;
		this.previewAwaited = false;
		this.reminders.clear();
	}

	void endLateness() {
		if (this.toldLate) {
			this.toldLate = false;
			write(TimelineKind.LATENESS_ENDED);
		}
	}

	void endQuestion(TimelineKind how) {
		if (this.questioned) {
			this.questioned = false;
			enter(this.status, how);
		}
	}

	/** The clock stands while it is the client's turn, and at no other time (B1). */
	void enter(OrderStatus next, TimelineKind how) {
		this.status = next;
		write(how);
		boolean stands = turns().stream().anyMatch((turn) -> turn.who() == CLIENT);
		if (stands != this.clock.stands) {
			this.clock.stands = stands;
			this.updates.interrupted();
			write(stands ? TimelineKind.CLOCK_STOPPED : TimelineKind.CLOCK_RESUMED);
		}
	}

	/** The same, with a due date of its own. */
	void begin(OrderStatus next, TimelineKind how, Duration time) {
		this.status = next;
		write(how);
		this.updates.restart();
		this.clock.start(time);
		Optional.ofNullable(open()).ifPresent(this.clock::suspend);
		write(TimelineKind.CLOCK_STARTED);
	}

	/**
	 * A day has counted as late (C3), whatever the clock does since, and both were told
	 * that it is late as long before, or nearly.
	 */
	boolean lateForADay() {
		return this.toldLate && this.status != DELIVERED && !this.clock.suspended()
				&& this.clock.late.compareTo(DAY) >= 0 && !now().isBefore(this.toldLateAt.plus(KNOWN));
	}

	/** From when on, if nothing comes between: of an order that counts as late. */
	Instant cancellableFrom() {
		Instant late = this.clock.lateFor(DAY);
		Instant known = (this.toldLate ? this.toldLateAt : now()).plus(KNOWN);
		return late.isAfter(known) ? late : known;
	}

	/**
	 * Once a delivery, or silence would never accept it (S26); what was passed over is
	 * none.
	 */
	boolean cancellationAskedSinceDelivery() {
		return this.status == DELIVERED && this.requests.stream()
			.anyMatch((one) -> one.by == CLIENT && one.longer == null && !one.passedOver
					&& !one.asked.isBefore(this.delivered));
	}

	/** Whether the freelancer is asked for updates, where one is due (S25). */
	boolean updatesAsked() {
		return underWay() && !BEFORE_WORK.contains(this.status) && !this.clock.stands;
	}

	/** Something may have begun to wait for the client, or waits no more. */
	void remindOfWhatWaits() {
		Map<OrderStep, Who> steps = steps();
		this.reminders.keySet().retainAll(steps.keySet());
		REMINDED.stream()
			.filter(steps::containsKey)
			.forEach((step) -> this.reminders.computeIfAbsent(step, (one) -> new Reminders(now())));
	}

	boolean underWay() {
		return this.clock.due != null && this.status != DELIVERED && !this.status.closed();
	}

	/** Each second that passes is somebody's, and for one reason (S20). */
	void pass(Instant until) {
		this.updates.pass(Duration.between(now(), until), underWay() && !this.clock.stands, updatesAsked());
		count(until);
	}

	private void count(Instant until) {
		List<Turn> turns = turns();
		if (!turns.isEmpty()) {
			this.waited.merge(turns.get(turns.size() - 1).reason(), Duration.between(now(), until), Duration::plus);
		}
		this.clock.pass(until);
	}

	/** Whose turn it is with the order itself: a question comes on top. */
	List<Turn> turns() {
		Turn question = new Turn(OrderStep.ANSWER_QUESTION, CLIENT, Reason.QUESTION);
		return Stream.of(TURNS.get(this.status), this.questioned ? question : null).filter(Objects::nonNull).toList();
	}

	/** The steps that wait for somebody, but for updates. */
	Map<OrderStep, Who> steps() {
		Map<OrderStep, Who> steps = new EnumMap<>(OrderStep.class);
		turns().forEach((turn) -> steps.put(turn.step(), turn.who()));
		if (this.previewAwaited) {
			steps.remove(OrderStep.REVIEW_DRAFT);
		}
		requests(Request.State.WAITING).forEach((one) -> steps.put(OrderStep.ANSWER_REQUEST, one.by.other()));
		return steps;
	}

	void ask(Request request, TimelineKind kind) {
		this.requests.add(request);
		write(kind);
		this.clock.suspend(request);
	}

	void settle(Request request, Request.State state, TimelineKind how) {
		request.state = state;
		write(how);
		this.clock.goOn(request);
		if (!request.kept.isZero()) {
			write(TimelineKind.LATENESS_HELD);
			request.kept = Duration.ZERO;
		}
	}

	void accept(Request request, TimelineKind how) {
		settle(request, Request.State.OVER, how);
		if (request.longer == null) {
			cancel();
			return;
		}
		this.clock.extend(request);
		request.agreed = this.clock.due;
		write(TimelineKind.DUE_DATE_MOVED);
		endLateness();
	}

	void refuse(Request request) {
		if (request.longer != null) {
			settle(request, Request.State.OVER, TimelineKind.EXTENSION_REFUSED);
			return;
		}
		request.dispute = new Silence(now().plus(Duration.ofHours(48)));
		settle(request, Request.State.DISPUTABLE, TimelineKind.CANCELLATION_REFUSED);
		disputableUntil(request, request.dispute.at);
	}

	/** Afterwards the client has a day left before silence accepts (S26). */
	void disputableUntil(Request refused, Instant until) {
		refused.dispute.at = until;
		acceptedNotBefore(until.plus(DAY));
	}

	void end(Request request, TimelineKind how) {
		settle(request, Request.State.OVER, how);
		acceptedNotBefore(now().plus(DAY));
	}

	void acceptedNotBefore(Instant time) {
		Optional.ofNullable(this.acceptance).ifPresent((silence) -> silence.notBefore(time));
	}

	/** Whether silence accepts nothing now (S26). */
	boolean silenceHeld() {
		return this.requests.stream().anyMatch((request) -> request.holdsSilence(now()));
	}

	/** What silence decides, if nobody says anything. */
	List<Silence> silences() {
		return Stream
			.concat(Stream.of((this.status == AWAITING_REQUIREMENTS) ? this.requirements : null, this.acceptance),
					requests(Request.State.WAITING).map((request) -> request.answer))
			.filter(Objects::nonNull)
			.toList();
	}

	/** Nothing ran until then. */
	void standStill(Instant until) {
		this.updates.standStill(Duration.between(now(), until), underWay() && !this.clock.stands);
		count(until);
		silences().forEach((silence) -> silence.outageOver(now()));
		requests(Request.State.DISPUTABLE).forEach((request) -> request.dispute.outageOver(now()));
		reminders().forEach((one) -> one.outageOver(now()));
	}

	/** Of what nobody decides by saying nothing. */
	List<Reminders> reminders() {
		return Stream
			.concat(this.reminders.values().stream(), requests(Request.State.DISPUTED).map((request) -> request.ruling))
			.toList();
	}

	@Nullable Request open() {
		return this.requests.stream().filter(Request::open).findFirst().orElse(null);
	}

	Stream<Request> requests(Request.State state) {
		return this.requests.stream().filter((request) -> request.state == state);
	}

	Instant now() {
		return this.clock.now;
	}

	void write(TimelineKind kind) {
		this.timeline.add(new Line(kind, now()));
	}

}
