package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.sequence.Act.Deed;
import io.orderflow.sequence.Act.Who;
import org.jspecify.annotations.Nullable;

import static io.orderflow.order.OrderStatus.AWAITING_CLARIFICATION;
import static io.orderflow.order.OrderStatus.AWAITING_REQUIREMENTS;
import static io.orderflow.order.OrderStatus.DELIVERED;
import static io.orderflow.order.OrderStatus.DRAFTING;
import static io.orderflow.order.OrderStatus.DRAFT_IN_REVIEW;
import static io.orderflow.order.OrderStatus.IN_PRODUCTION;
import static io.orderflow.order.OrderStatus.IN_REVISION;
import static io.orderflow.order.OrderStatus.PLANNING;
import static io.orderflow.order.OrderStatus.REQUIREMENTS_IN_REVIEW;
import static io.orderflow.sequence.Act.Who.CLIENT;
import static io.orderflow.sequence.Act.Who.FREELANCER;
import static io.orderflow.sequence.OrderModel.DELIVERY_TIME;

/**
 * What may be done to an order, and what may happen to it unasked: one table, a row for
 * each of them with when it is allowed and what comes of it.
 */
final class OrderRules {

	private static final Duration DAY = Duration.ofDays(1);

	private static final Duration LAST_REMINDER = Duration.ofDays(7);

	private static final Set<OrderStatus> WORKING = EnumSet.of(PLANNING, DRAFTING, IN_PRODUCTION, IN_REVISION);

	/** Whether something may happen now, and what comes of it. */
	private record Rule(boolean allowed, Runnable then) {

	}

	private final OrderModel order;

	OrderRules(OrderModel order) {
		this.order = order;
	}

	boolean allows(Who who, Deed deed, Duration by) {
		return rule(who, deed, by).allowed();
	}

	void does(Who who, Deed deed, Duration by) {
		rule(who, deed, by).then().run();
	}

	/** All that is allowed, the straight way first. */
	List<Act.Try> allowed() {
		Duration later = Duration.ofDays(2);
		return Arrays.stream(Deed.values())
			.flatMap((deed) -> Stream.of(Who.values())
				.filter((who) -> allows(who, deed, later))
				.map((who) -> new Act.Try(who, deed, later, Act.Door.SERVICE)))
			.toList();
	}

	private Rule rule(Who who, Deed deed, Duration by) {
		boolean client = who == CLIENT;
		boolean freelancer = who == FREELANCER;
		Request open = this.order.open();
		boolean disputed = open != null && open.state == Request.State.DISPUTED;
		boolean answers = open != null && !disputed && who.side() && who != open.by;
		Request refused = this.order.requests(Request.State.DISPUTABLE)
			.filter((one) -> one.by == who && one.disputable(this.order.now()))
			.reduce((older, newer) -> newer)
			.orElse(null);
		return switch (deed) {
			case PROVIDE -> new Rule(client && this.order.status == AWAITING_REQUIREMENTS,
					() -> this.order.begin(REQUIREMENTS_IN_REVIEW, TimelineKind.REQUIREMENTS_SUBMITTED, DELIVERY_TIME));
			case CLEAR -> new Rule(freelancer && this.order.status == REQUIREMENTS_IN_REVIEW,
					() -> this.order.enter(PLANNING, TimelineKind.REQUIREMENTS_CLEAR));
			case ASK_CLARIFICATION -> new Rule(freelancer && this.order.status == REQUIREMENTS_IN_REVIEW,
					() -> this.order.enter(AWAITING_CLARIFICATION, TimelineKind.CLARIFICATION_ASKED));
			case CLARIFY -> new Rule(client && this.order.status == AWAITING_CLARIFICATION,
					() -> this.order.enter(REQUIREMENTS_IN_REVIEW, TimelineKind.CLARIFICATION_ANSWERED));
			case PLAN -> new Rule(freelancer && this.order.status == PLANNING, () -> {
				this.order.planned = true;
				this.order.enter((this.order.approval == ApprovalNeeded.NONE) ? IN_PRODUCTION : DRAFTING,
						TimelineKind.WORK_PLANNED);
			});
			case SUBMIT_DRAFT, SUBMIT_ANOTHER_PLAN -> new Rule(freelancer && this.order.status == DRAFTING,
					() -> this.order.submit(deed == Deed.SUBMIT_ANOTHER_PLAN));
			case MAKE_PREVIEW, FAIL_PREVIEW -> new Rule(who == Who.WORKER && this.order.previewAwaited, () -> {
				this.order.previewAwaited = false;
				this.order
					.write((deed == Deed.MAKE_PREVIEW) ? TimelineKind.PREVIEW_MADE : TimelineKind.PREVIEW_NOT_MADE);
			});
			case APPROVE -> new Rule(client && this.order.status == DRAFT_IN_REVIEW && !this.order.previewAwaited,
					() -> this.order.enter(IN_PRODUCTION, TimelineKind.DRAFT_APPROVED));
			case ASK_CHANGES -> new Rule(client && this.order.status == DRAFT_IN_REVIEW && !this.order.previewAwaited,
					() -> this.order.enter(DRAFTING, TimelineKind.CHANGES_ASKED));
			case DELIVER ->
				new Rule(freelancer && (this.order.status == IN_PRODUCTION || this.order.status == IN_REVISION),
						this.order::deliver);
			case ACCEPT -> new Rule(client && this.order.status == DELIVERED,
					() -> this.order.complete(TimelineKind.DELIVERY_ACCEPTED));
			case ASK_REVISION ->
				new Rule(client && this.order.status == DELIVERED && this.order.revisionsLeft > 0, () -> {
					this.order.revisionsLeft--;
					this.order.objected = false;
					this.order.acceptance = null;
					this.order.begin(IN_REVISION, TimelineKind.REVISION_ASKED, Duration.ofDays(3));
				});
			case ASK_MORE_TIME -> new Rule(client && this.order.status == DELIVERED && !this.order.moreTimeUsed, () -> {
				this.order.moreTimeUsed = true;
				Instant until = this.order.acceptance.at.isAfter(this.order.now()) ? this.order.acceptance.at
						: this.order.now();
				this.order.acceptance.notBefore(until.plus(Duration.ofDays(3)));
				this.order.write(TimelineKind.MORE_TIME_ASKED);
			});
			case OBJECT -> new Rule(freelancer && this.order.status == IN_REVISION && !this.order.objected, () -> {
				this.order.objected = true;
				this.order.write(TimelineKind.POINT_OBJECTED);
			});
			case ASK_QUESTION ->
				new Rule(freelancer && WORKING.contains(this.order.status) && !this.order.questioned, () -> {
					this.order.questioned = true;
					this.order.enter(this.order.status, TimelineKind.QUESTION_ASKED);
				});
			case ANSWER_QUESTION ->
				new Rule(client && this.order.questioned, () -> this.order.endQuestion(TimelineKind.QUESTION_ANSWERED));
			case WITHDRAW_QUESTION -> new Rule(freelancer && this.order.questioned,
					() -> this.order.endQuestion(TimelineKind.QUESTION_WITHDRAWN));
			case POST_UPDATE -> new Rule(freelancer && this.order.underWay(), () -> {
				this.order.updates.restart();
				this.order.write(TimelineKind.UPDATE_POSTED);
			});
			case TICK -> new Rule(freelancer && this.order.planned && !this.order.status.closed(), () -> {
				this.order.ticked = !this.order.ticked;
				this.order.write(this.order.ticked ? TimelineKind.TASK_DONE : TimelineKind.TASK_REOPENED);
			});
			case ASK_EXTENSION -> new Rule(
					who.side() && this.order.underWay() && open == null && by.compareTo(Duration.ZERO) > 0
							&& this.order.clock.due.plus(by).isAfter(this.order.now()),
					() -> this.order.ask(new Request(who, by, this.order.now()), TimelineKind.EXTENSION_ASKED));
			case ASK_CANCELLATION -> new Rule(
					who.side() && !this.order.status.closed() && open == null
							&& !(client && this.order.cancellationAskedSinceDelivery()),
					() -> this.order.ask(new Request(who, null, this.order.now()), TimelineKind.CANCELLATION_ASKED));
			case ACCEPT_REQUEST -> new Rule(answers, () -> this.order.accept(open,
					(open.longer != null) ? TimelineKind.EXTENSION_ACCEPTED : TimelineKind.CANCELLATION_ACCEPTED));
			case REFUSE_REQUEST -> new Rule(answers, () -> this.order.refuse(open));
			case WITHDRAW_REQUEST ->
				new Rule(open != null && who == open.by, () -> this.order.end(open, TimelineKind.REQUEST_WITHDRAWN));
			case DISPUTE -> new Rule(refused != null && (open == null || answers), () -> {
				if (open != null) {
					open.passedOver = true;
					this.order.settle(open, Request.State.OVER,
							(open.longer != null) ? TimelineKind.EXTENSION_REFUSED : TimelineKind.CANCELLATION_REFUSED);
				}
				refused.disputed(this.order.now());
				this.order.write(TimelineKind.REFUSAL_DISPUTED);
				this.order.clock.suspend(refused);
			});
			case RULE_FOR ->
				new Rule(who == Who.MODERATOR && disputed, () -> this.order.accept(open, TimelineKind.RULED_CANCELLED));
			case RULE_AGAINST ->
				new Rule(who == Who.MODERATOR && disputed, () -> this.order.end(open, TimelineKind.RULED_KEPT));
			case CANCEL_ALONE ->
				new Rule(client && (this.order.status == AWAITING_REQUIREMENTS || this.order.lateForADay()),
						this.order::cancel);
		};
	}

	/**
	 * Something happened unasked: where that is right, the same follows from it here.
	 * @param step of a reminder
	 * @return whether it may happen now
	 */
	boolean happened(TimelineKind kind, @Nullable OrderStep step) {
		Request asked = this.order.requests(Request.State.WAITING).findFirst().orElse(null);
		Request refused = this.order.requests(Request.State.DISPUTABLE)
			.filter((one) -> one.dispute.reminds(this.order.now()))
			.findFirst()
			.orElse(null);
		Request stands = this.order.requests(Request.State.DISPUTABLE)
			.filter((one) -> one.dispute.decides(this.order.now()))
			.findFirst()
			.orElse(null);
		Rule rule = switch (kind) {
			case REMINDED -> new Rule(reminds(step), () -> this.order.write(kind));
			case DISPUTE_REMINDED -> new Rule(refused != null, () -> {
				refused.dispute.reminded = this.order.now();
				this.order.disputableUntil(refused, this.order.now().isBefore(refused.dispute.at) ? refused.dispute.at
						: this.order.now().plus(DAY));
				this.order.write(kind);
			});
			case RULING_REMINDED -> new Rule(
					this.order.requests(Request.State.DISPUTED)
						.anyMatch((disputed) -> disputed.ruling.goesOut(this.order.now())),
					() -> this.order.write(kind));
			case REFUSAL_STOOD -> new Rule(stands != null, () -> {
				stands.state = Request.State.OVER;
				this.order.write(kind);
			});
			case FELL_LATE ->
				new Rule(this.order.clock.counts() && !this.order.clock.late.isZero() && !this.order.toldLate, () -> {
					this.order.toldLate = true;
					this.order.toldLateAt = this.order.now();
					this.order.write(kind);
				});
			case ORDER_CANCELLED -> new Rule(this.order.status == AWAITING_REQUIREMENTS && remindedOnTheLastDay()
					&& this.order.requirements.decides(this.order.now()), this.order::cancel);
			case ACCEPTED_BY_SILENCE -> new Rule(this.order.acceptance != null && !this.order.silenceHeld()
					&& this.order.acceptance.decides(this.order.now()), () -> this.order.complete(kind));
			case CANCELLATION_UNANSWERED, EXTENSION_UNANSWERED, EXTENSION_GRANTED -> new Rule(asked != null
					&& asked.answer.decides(this.order.now()) && kind == asked.unanswered(this.order.extension), () -> {
						if (kind == TimelineKind.EXTENSION_UNANSWERED) {
							this.order.settle(asked, Request.State.OVER, kind);
						}
						else {
							this.order.accept(asked, kind);
						}
					});
			default -> new Rule(false, () -> {
			});
		};
		if (rule.allowed()) {
			rule.then().run();
		}
		return rule.allowed();
	}

	/** The last reminder of missing requirements is not left out (C5). */
	private boolean remindedOnTheLastDay() {
		Instant placed = this.order.timeline.get(0).at();
		Instant reminded = this.order.requirements.reminded;
		return reminded != null && !reminded.isBefore(placed.plus(LAST_REMINDER));
	}

	/** Where silence decides, once for each time that is set; else again and again. */
	private boolean reminds(@Nullable OrderStep step) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS ->
				this.order.status == AWAITING_REQUIREMENTS && this.order.requirements.remind(this.order.now(), true);
			case REVIEW_DELIVERY -> this.order.acceptance != null && !this.order.silenceHeld()
					&& this.order.acceptance.remind(this.order.now(), false);
			case ANSWER_REQUEST -> this.order.requests(Request.State.WAITING)
				.anyMatch((one) -> one.answer.remind(this.order.now(), false));
			case POST_PROGRESS_UPDATE -> this.order.updatesAsked() && this.order.updates.remind();
			default ->
				this.order.reminders.containsKey(step) && this.order.reminders.get(step).goesOut(this.order.now());
		};
	}

}
