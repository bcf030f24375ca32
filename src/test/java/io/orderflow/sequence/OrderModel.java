package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderSettings.Unanswered;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.timeline.WaitingTimes.Reason;
import io.orderflow.sequence.Act.Deed;
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

/**
 * What an order has to do, written down once more from what was promised (S18 to S28, B1,
 * B2, C1 to C5) and not from how it is done: times are counted up as they pass, not
 * computed from dates. What happens by itself it does not foretell but allows or not
 * ({@link ModelWaiting}).
 */
final class OrderModel {

	static final Duration DELIVERY_TIME = Duration.ofDays(5);

	static final Duration DAY = Duration.ofDays(1);

	private static final Set<OrderStatus> WORKING = EnumSet.of(PLANNING, DRAFTING, IN_PRODUCTION, IN_REVISION);

	static final Set<OrderStatus> UNDER_WAY = EnumSet.of(REQUIREMENTS_IN_REVIEW, AWAITING_CLARIFICATION, PLANNING,
			DRAFTING, DRAFT_IN_REVIEW, IN_PRODUCTION, IN_REVISION);

	record Line(TimelineKind kind, Instant at) {

	}

	final List<Line> timeline = new ArrayList<>();

	final Map<Reason, Duration> waited = new EnumMap<>(Reason.class);

	final List<Request> requests = new ArrayList<>();

	private final ApprovalNeeded approval;

	/** What counts of a later date that nobody answered. */
	final Unanswered extension;

	final Silence requirements;

	final ModelClock clock;

	final ModelWaiting waiting = new ModelWaiting(this);

	OrderStatus status = AWAITING_REQUIREMENTS;

	boolean questioned;

	boolean previewAwaited;

	private boolean planned;

	private boolean ticked;

	private boolean objected;

	private int revisionsLeft;

	private boolean moreTimeUsed;

	boolean toldLate;

	@Nullable Silence acceptance;

	OrderModel(ApprovalNeeded approval, int revisions, Unanswered extension, Instant now) {
		this.approval = approval;
		this.extension = extension;
		this.revisionsLeft = revisions;
		this.clock = new ModelClock(now);
		this.requirements = new Silence(now.plus(Duration.ofDays(14)));
		write(TimelineKind.ORDER_PLACED);
	}

	// what may be done

	boolean allows(Who who, Deed deed, Duration by) {
		return switch (deed) {
			case PROVIDE -> who == Who.CLIENT && this.status == AWAITING_REQUIREMENTS;
			case CLEAR, ASK_CLARIFICATION -> who == Who.FREELANCER && this.status == REQUIREMENTS_IN_REVIEW;
			case CLARIFY -> who == Who.CLIENT && this.status == AWAITING_CLARIFICATION;
			case PLAN -> who == Who.FREELANCER && this.status == PLANNING;
			case SUBMIT_DRAFT -> who == Who.FREELANCER && this.status == DRAFTING;
			case MAKE_PREVIEW -> who == Who.WORKER && this.previewAwaited;
			case APPROVE, ASK_CHANGES -> who == Who.CLIENT && this.status == DRAFT_IN_REVIEW && !this.previewAwaited;
			case DELIVER -> who == Who.FREELANCER && (this.status == IN_PRODUCTION || this.status == IN_REVISION);
			case ACCEPT -> who == Who.CLIENT && this.status == DELIVERED;
			case ASK_REVISION -> who == Who.CLIENT && this.status == DELIVERED && this.revisionsLeft > 0;
			case ASK_MORE_TIME -> who == Who.CLIENT && this.status == DELIVERED && !this.moreTimeUsed;
			case OBJECT -> who == Who.FREELANCER && this.status == IN_REVISION && !this.objected;
			case ASK_QUESTION -> who == Who.FREELANCER && WORKING.contains(this.status) && !this.questioned;
			case ANSWER_QUESTION -> who == Who.CLIENT && this.questioned;
			case WITHDRAW_QUESTION -> who == Who.FREELANCER && this.questioned;
			case POST_UPDATE -> who == Who.FREELANCER && UNDER_WAY.contains(this.status);
			case TICK -> who == Who.FREELANCER && this.planned && !this.status.closed();
			case ASK_EXTENSION -> who.side() && UNDER_WAY.contains(this.status) && open() == null && !by.isNegative()
					&& !by.isZero() && this.clock.due.plus(by).isAfter(now());
			case ASK_CANCELLATION -> who.side() && !this.status.closed() && open() == null;
			case ACCEPT_REQUEST, REFUSE_REQUEST -> waiting() != null && who.side() && who == waiting().by.other();
			case WITHDRAW_REQUEST -> open() != null && who == open().by;
			case DISPUTE -> open() == null && disputable(who) != null;
			case RULE_FOR, RULE_AGAINST ->
				who == Who.MODERATOR && open() != null && open().state == Request.State.DISPUTED;
			case CANCEL_ALONE -> who == Who.CLIENT && (this.status == AWAITING_REQUIREMENTS
					|| this.clock.counts() && this.clock.late.compareTo(DAY) >= 0);
		};
	}

	/** All that is allowed, the straight way first. */
	List<Act.Try> allowed() {
		Duration later = Duration.ofDays(2);
		return Arrays.stream(Deed.values())
			.flatMap((deed) -> Stream.of(Who.values())
				.filter((who) -> allows(who, deed, later))
				.map((who) -> new Act.Try(who, deed, later)))
			.toList();
	}

	// what comes of it

	void does(Who who, Deed deed, Duration by) {
		switch (deed) {
			case PROVIDE -> {
				enter(REQUIREMENTS_IN_REVIEW, TimelineKind.REQUIREMENTS_SUBMITTED);
				start(DELIVERY_TIME);
			}
			case CLEAR -> enter(PLANNING, TimelineKind.REQUIREMENTS_CLEAR);
			case ASK_CLARIFICATION -> {
				enter(AWAITING_CLARIFICATION, TimelineKind.CLARIFICATION_ASKED);
				stop();
			}
			case CLARIFY -> {
				enter(REQUIREMENTS_IN_REVIEW, TimelineKind.CLARIFICATION_ANSWERED);
				resume();
			}
			case PLAN -> {
				this.planned = true;
				enter((this.approval == ApprovalNeeded.NONE) ? IN_PRODUCTION : DRAFTING, TimelineKind.WORK_PLANNED);
			}
			case SUBMIT_DRAFT -> {
				endQuestion(TimelineKind.QUESTION_OVERTAKEN);
				enter(DRAFT_IN_REVIEW, TimelineKind.DRAFT_SUBMITTED);
				stop();
				this.previewAwaited = true;
			}
			case MAKE_PREVIEW -> {
				this.previewAwaited = false;
				write(TimelineKind.PREVIEW_NOT_MADE);
			}
			case APPROVE -> {
				enter(IN_PRODUCTION, TimelineKind.DRAFT_APPROVED);
				resume();
			}
			case ASK_CHANGES -> {
				enter(DRAFTING, TimelineKind.CHANGES_ASKED);
				resume();
			}
			case DELIVER -> deliver();
			case ACCEPT -> complete(TimelineKind.DELIVERY_ACCEPTED);
			case ASK_REVISION -> {
				this.revisionsLeft--;
				this.objected = false;
				this.acceptance = null;
				enter(IN_REVISION, TimelineKind.REVISION_ASKED);
				start(Duration.ofDays(3));
			}
			case ASK_MORE_TIME -> {
				this.moreTimeUsed = true;
				Instant until = this.acceptance.at.isAfter(now()) ? this.acceptance.at : now();
				this.acceptance.notBefore(until.plus(Duration.ofDays(3)));
				write(TimelineKind.MORE_TIME_ASKED);
			}
			case OBJECT -> {
				this.objected = true;
				write(TimelineKind.POINT_OBJECTED);
			}
			case ASK_QUESTION -> {
				this.questioned = true;
				write(TimelineKind.QUESTION_ASKED);
				stop();
			}
			case ANSWER_QUESTION -> endQuestion(TimelineKind.QUESTION_ANSWERED);
			case WITHDRAW_QUESTION -> endQuestion(TimelineKind.QUESTION_WITHDRAWN);
			case POST_UPDATE -> write(TimelineKind.UPDATE_POSTED);
			case TICK -> {
				this.ticked = !this.ticked;
				write(this.ticked ? TimelineKind.TASK_DONE : TimelineKind.TASK_REOPENED);
			}
			case ASK_EXTENSION -> ask(who, by, TimelineKind.EXTENSION_ASKED);
			case ASK_CANCELLATION -> ask(who, null, TimelineKind.CANCELLATION_ASKED);
			case ACCEPT_REQUEST -> accept(open(), TimelineKind.EXTENSION_ACCEPTED, TimelineKind.CANCELLATION_ACCEPTED);
			case REFUSE_REQUEST -> refuse(open());
			case WITHDRAW_REQUEST -> {
				settle(open(), Request.State.OVER, TimelineKind.REQUEST_WITHDRAWN);
				acceptedNotBefore(now().plus(DAY));
			}
			case DISPUTE -> {
				Request request = disputable(who);
				request.state = Request.State.DISPUTED;
				write(TimelineKind.REFUSAL_DISPUTED);
				this.clock.suspend(request);
			}
			case RULE_FOR -> {
				settle(open(), Request.State.OVER, TimelineKind.RULED_CANCELLED);
				cancel();
			}
			case RULE_AGAINST -> {
				settle(open(), Request.State.OVER, TimelineKind.RULED_KEPT);
				acceptedNotBefore(now().plus(DAY));
			}
			case CANCEL_ALONE -> cancel();
		}
	}

	private void deliver() {
		endQuestion(TimelineKind.QUESTION_OVERTAKEN);
		enter(DELIVERED, TimelineKind.WORK_DELIVERED);
		stop();
		this.moreTimeUsed = false;
		this.acceptance = new Silence(now().plus(Duration.ofDays(3)));
		if (open() != null && open().longer != null) {
			settle(open(), Request.State.OVER, TimelineKind.REQUEST_ENDED);
		}
		endLateness();
	}

	void complete(TimelineKind how) {
		enter(COMPLETED, how);
		write(TimelineKind.ORDER_COMPLETED);
		endRequests();
	}

	void cancel() {
		if (this.questioned) {
			this.questioned = false;
			write(TimelineKind.QUESTION_ENDED);
		}
		enter(CANCELLED, TimelineKind.ORDER_CANCELLED);
		endRequests();
		endLateness();
	}

	private void endRequests() {
		this.clock.closed = true;
		if (open() != null) {
			settle(open(), Request.State.OVER, TimelineKind.REQUEST_ENDED);
		}
		this.requests.forEach((request) -> request.state = Request.State.OVER);
		this.acceptance = null;
		this.previewAwaited = false;
	}

	private void endLateness() {
		if (this.toldLate) {
			this.toldLate = false;
			write(TimelineKind.LATENESS_ENDED);
		}
	}

	private void start(Duration time) {
		this.clock.start(time);
		if (open() != null) {
			this.clock.suspend(open());
		}
		write(TimelineKind.CLOCK_STARTED);
	}

	private void stop() {
		this.clock.stands = true;
		write(TimelineKind.CLOCK_STOPPED);
	}

	private void resume() {
		this.clock.stands = false;
		write(TimelineKind.CLOCK_RESUMED);
	}

	private void endQuestion(TimelineKind how) {
		if (this.questioned) {
			this.questioned = false;
			write(how);
			resume();
		}
	}

	/** Time passes: each second of it is somebody's, and for one reason (S20). */
	void pass(Instant until) {
		if (!this.status.closed()) {
			this.waited.merge(this.waiting.reason(), Duration.between(now(), until), Duration::plus);
		}
		this.clock.pass(until);
	}

	Instant now() {
		return this.clock.now;
	}

	// requests (B2, C1, C2, C4)

	private void ask(Who by, @Nullable Duration longer, TimelineKind kind) {
		Request request = new Request(by, longer, new Silence(now().plus(Duration.ofHours(48))));
		this.requests.add(request);
		write(kind);
		this.clock.suspend(request);
	}

	void settle(Request request, Request.State state, TimelineKind how) {
		request.state = state;
		write(how);
		this.clock.goOn();
		if (!request.kept.isZero()) {
			write(TimelineKind.LATENESS_HELD);
			request.kept = Duration.ZERO;
		}
	}

	void accept(Request request, TimelineKind extension, TimelineKind cancellation) {
		if (request.longer == null) {
			settle(request, Request.State.OVER, cancellation);
			cancel();
			return;
		}
		settle(request, Request.State.OVER, extension);
		this.clock.extend(request);
		write(TimelineKind.DUE_DATE_MOVED);
		endLateness();
	}

	private void refuse(Request request) {
		if (request.longer != null) {
			settle(request, Request.State.OVER, TimelineKind.EXTENSION_REFUSED);
			return;
		}
		request.dispute = new Silence(now().plus(Duration.ofHours(48)));
		settle(request, Request.State.DISPUTABLE, TimelineKind.CANCELLATION_REFUSED);
		acceptedNotBefore(request.dispute.at.plus(DAY));
	}

	void acceptedNotBefore(Instant time) {
		Optional.ofNullable(this.acceptance).ifPresent((silence) -> silence.notBefore(time));
	}

	@Nullable Request open() {
		return newest(Request::open);
	}

	@Nullable Request waiting() {
		return newest((request) -> request.state == Request.State.WAITING);
	}

	private @Nullable Request disputable(Who by) {
		return newest((request) -> request.by == by && request.disputable(now()));
	}

	private @Nullable Request newest(Predicate<Request> which) {
		return this.requests.stream().filter(which).reduce((older, newer) -> newer).orElse(null);
	}

	private void enter(OrderStatus next, TimelineKind how) {
		this.status = next;
		write(how);
	}

	void write(TimelineKind kind) {
		this.timeline.add(new Line(kind, now()));
	}

}
