package io.orderflow.order;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.Offer;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.platform.Refusal;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * An order, from placement to its end. Its methods are what can happen to it; each
 * refuses what its state does not allow, and writes what it did on the timeline. Every
 * time is a UTC instant that the caller gives.
 */
@Entity
@Table(name = "orders")
class Order extends OrderChanges {

	/** How soon to ask again where the answer may change at any time. */
	private static final Duration SOON = Duration.ofHours(1);

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	/** A client orders what is on offer; what was offered is frozen with the order. */
	@SuppressWarnings("NullAway.Init")
	Order(OrderNumber number, String client, Offer offer, Instant now, Duration requirementsWithin) {
		if (client.equals(offer.freelancer())) {
			throw Refusal.conflict("own-listing");
		}
		this.number = number.value();
		this.client = client;
		this.freelancer = offer.freelancer();
		this.listingId = offer.listingId();
		this.listingVersion = offer.version();
		this.terms = offer.content();
		this.title = offer.content().title();
		this.priceAmount = offer.content().price().getNumber().numberValueExact(BigDecimal.class);
		this.priceCurrency = offer.content().price().getCurrency().getCurrencyCode();
		this.placedAt = now;
		this.requirementsDueAt = now.plus(requirementsWithin);
		write(now, client, TimelineKind.ORDER_PLACED, Map.of("title", this.title));
	}

	/**
	 * The client gave every detail and material (S18): the clock starts, and work can
	 * begin.
	 */
	void submitRequirements(List<Answer> given, Instant now) {
		expect(OrderStatus.AWAITING_REQUIREMENTS);
		given.forEach((answer) -> this.answers.add(new RequirementAnswer(this, answer)));
		this.status = OrderStatus.REQUIREMENTS_IN_REVIEW;
		this.requirementsSubmittedAt = now;
		countToUpdate(now);
		if (!given.isEmpty()) {
			write(now, this.client, TimelineKind.REQUIREMENTS_SUBMITTED, Map.of());
		}
		clock().start(now, this.terms.deliveryTime());
		write(now, null, TimelineKind.CLOCK_STARTED, Map.of("due", String.valueOf(clock().dueAt())));
	}

	/** The freelancer has reviewed the brief, and it is clear (S22). */
	void confirmRequirements(Instant now) {
		expect(OrderStatus.REQUIREMENTS_IN_REVIEW);
		this.status = OrderStatus.PLANNING;
		write(now, this.freelancer, TimelineKind.REQUIREMENTS_CLEAR, Map.of());
	}

	/**
	 * Something is unclear (S19): the clock stands until the client has answered (B1).
	 */
	void askForClarification(String question, Instant now) {
		expect(OrderStatus.REQUIREMENTS_IN_REVIEW);
		this.clarifications.add(new Clarification(this, this.clarifications.size() + 1, question, now));
		this.status = OrderStatus.AWAITING_CLARIFICATION;
		write(now, this.freelancer, TimelineKind.CLARIFICATION_ASKED, Map.of());
		stopClock(StopReason.CLARIFICATION, now);
	}

	void clarify(String answer, List<UUID> files, Instant now) {
		expect(OrderStatus.AWAITING_CLARIFICATION);
		last(this.clarifications).answer(answer, files, now);
		this.status = OrderStatus.REQUIREMENTS_IN_REVIEW;
		write(now, this.client, TimelineKind.CLARIFICATION_ANSWERED, Map.of());
		resumeClock(now);
	}

	/** The freelancer says which tasks the work has, and by when each is done (S21). */
	void planWork(List<PlannedTask> tasks, Instant now) {
		expect(OrderStatus.PLANNING);
		setPlan(tasks);
		this.status = (this.terms.approval() != ApprovalNeeded.NONE) ? OrderStatus.DRAFTING : OrderStatus.IN_PRODUCTION;
		write(now, this.freelancer, TimelineKind.WORK_PLANNED, Map.of("tasks", String.valueOf(tasks.size())));
	}

	/**
	 * Puts a draft, the plan, or both before the client (S23); the clock stands until
	 * then. A plan that is the same as before is no change.
	 */
	void submitDraft(String message, List<UUID> files, List<PlannedTask> changedPlan, Instant now) {
		expect(OrderStatus.DRAFTING);
		if (!changedPlan.isEmpty() && !changedPlan.equals(plannedTasks())) {
			setPlan(changedPlan);
			write(now, this.freelancer, TimelineKind.PLAN_CHANGED, Map.of("tasks", String.valueOf(changedPlan.size())));
		}
		this.drafts.add(new Draft(this, this.drafts.size() + 1, message, files, now));
		this.status = OrderStatus.DRAFT_IN_REVIEW;
		write(now, this.freelancer, TimelineKind.DRAFT_SUBMITTED, Map.of("no", String.valueOf(this.drafts.size())));
		stopClock(StopReason.DRAFT, now);
	}

	/** The worker answered: an order whose draft has no preview says so. */
	void previewAnswered(WorkerResult result, Instant now) {
		if (this.drafts.isEmpty() || last(this.drafts).preview() != WorkerResult.PENDING) {
			return;
		}
		last(this.drafts).previewAnswered(result);
		write(now, null, (result == WorkerResult.MADE) ? TimelineKind.PREVIEW_MADE : TimelineKind.PREVIEW_NOT_MADE,
				Map.of("no", String.valueOf(this.drafts.size())));
	}

	/** Only what was approved lets the order go on (S24). */
	void approveDraft(String comments, Instant now) {
		expect(OrderStatus.DRAFT_IN_REVIEW);
		last(this.drafts).decide(Draft.Decision.APPROVED, comments, now);
		this.status = OrderStatus.IN_PRODUCTION;
		write(now, this.client, TimelineKind.DRAFT_APPROVED, Map.of("no", String.valueOf(this.drafts.size())));
		resumeClock(now);
	}

	void askForChanges(String comments, Instant now) {
		expect(OrderStatus.DRAFT_IN_REVIEW);
		last(this.drafts).decide(Draft.Decision.CHANGES_ASKED, comments, now);
		this.status = OrderStatus.DRAFTING;
		write(now, this.client, TimelineKind.CHANGES_ASKED, Map.of("no", String.valueOf(this.drafts.size())));
		resumeClock(now);
	}

	/** The freelancer told the client how the work goes (S25): the count starts anew. */
	void postUpdate(Instant now) {
		if (!this.status.underWay()) {
			throw refusal("step-not-open");
		}
		this.lastUpdateAt = now;
		countToUpdate(now);
		this.updatesPosted++;
		write(now, this.freelancer, TimelineKind.UPDATE_POSTED, Map.of("no", String.valueOf(this.updatesPosted)));
	}

	/** The freelancer delivers this round (S26); silence accepts after a while. */
	void deliver(String message, List<UUID> files, Duration acceptedAfter, Instant now) {
		expect(OrderStatus.IN_PRODUCTION, OrderStatus.IN_REVISION);
		this.deliveries.add(new Delivery(this, this.round, message, files, now));
		this.status = OrderStatus.DELIVERED;
		this.acceptBy = now.plus(acceptedAfter);
		write(now, this.freelancer, TimelineKind.WORK_DELIVERED, Map.of("round", String.valueOf(this.round)));
		stopClock(StopReason.DELIVERED, now);
		endExtension(now);
	}

	void accept(Instant now) {
		expect(OrderStatus.DELIVERED);
		last(this.deliveries).end(Delivery.Outcome.ACCEPTED, List.of(), now);
		this.status = OrderStatus.ACCEPTED;
		write(now, this.client, TimelineKind.DELIVERY_ACCEPTED, Map.of("round", String.valueOf(this.round)));
	}

	/**
	 * Asks whether the client's silence accepts the delivery now (S26), and accepts it if
	 * so.
	 * @return false where it is too early, where a cancellation or a ruling is open, or
	 * nothing is delivered: the process waits again
	 */
	boolean acceptBySilence(Instant now) {
		if (this.status != OrderStatus.DELIVERED || this.acceptBy == null || now.isBefore(this.acceptBy)
				|| silenceWaits()) {
			return false;
		}
		last(this.deliveries).end(Delivery.Outcome.ACCEPTED_BY_SILENCE, List.of(), now);
		this.status = OrderStatus.ACCEPTED;
		write(now, null, TimelineKind.ACCEPTED_BY_SILENCE, Map.of("round", String.valueOf(this.round)));
		return true;
	}

	/** The client needs longer to look at the delivery: once a delivery (S26). */
	void askForMoreTime(Duration moreTime, Instant now) {
		expect(OrderStatus.DELIVERED);
		Delivery delivery = last(this.deliveries);
		if (delivery.moreTimeAskedAt() != null) {
			throw Refusal.conflict("more-time-used");
		}
		delivery.moreTimeAsked(now);
		this.acceptBy = ((this.acceptBy != null) ? this.acceptBy : now).plus(moreTime);
		write(now, this.client, TimelineKind.MORE_TIME_ASKED, Map.of("until", this.acceptBy.toString()));
	}

	/**
	 * The client wants changes, point by point; each round has a due date of its own
	 * (S27).
	 */
	void askForRevision(List<RevisionPoint> points, Instant now) {
		expect(OrderStatus.DELIVERED);
		if (revisionsLeft() == 0) {
			throw Refusal.conflict("no-revisions-left", this.terms.revisions());
		}
		last(this.deliveries).end(Delivery.Outcome.REVISION_ASKED, points, now);
		this.status = OrderStatus.IN_REVISION;
		this.round++;
		this.acceptBy = null;
		countToUpdate(now);
		write(now, this.client, TimelineKind.REVISION_ASKED, Map.of("points", String.valueOf(points.size())));
		clock().start(now, this.terms.revisionRoundTime());
		write(now, null, TimelineKind.CLOCK_STARTED, Map.of("due", String.valueOf(clock().dueAt())));
	}

	/** Closes an accepted order (S28); a repeat changes nothing. */
	void complete(Instant now) {
		if (this.status == OrderStatus.COMPLETED) {
			return;
		}
		expect(OrderStatus.ACCEPTED);
		this.status = OrderStatus.COMPLETED;
		this.completedAt = now;
		this.acceptBy = null;
		this.dossier = WorkerResult.PENDING;
		write(now, null, TimelineKind.ORDER_COMPLETED, Map.of());
		endRequests(now);
	}

	void dossierAnswered(WorkerResult result, Instant now) {
		if (this.dossier == WorkerResult.PENDING) {
			this.dossier = result;
			write(now, null, (result == WorkerResult.MADE) ? TimelineKind.DOSSIER_MADE : TimelineKind.DOSSIER_NOT_MADE,
					Map.of());
		}
	}

	/** Ticks off a task of the plan, or takes the tick back (S21). */
	void tick(int no, boolean done, Instant now) {
		if (this.status.closed()) {
			throw refusal("order-closed");
		}
		PlanTask task = this.plan.stream()
			.filter((candidate) -> candidate.no() == no)
			.findFirst()
			.orElseThrow(() -> Refusal.notFound("no-such-task", no));
		if (task.tick(done, now)) {
			write(now, this.freelancer, done ? TimelineKind.TASK_DONE : TimelineKind.TASK_REOPENED,
					Map.of("no", String.valueOf(no), "title", task.title()));
		}
	}

	/**
	 * Asks whether a reminder of the requirements is due (C5), and counts it if so: one
	 * at a time, even where several became due together.
	 */
	boolean remindOfRequirements(List<Duration> reminders, Instant now) {
		long due = reminders.stream().filter((after) -> !now.isBefore(this.placedAt.plus(after))).count();
		if (this.status != OrderStatus.AWAITING_REQUIREMENTS || due <= this.requirementsReminders) {
			return false;
		}
		this.requirementsReminders = Math.toIntExact(due);
		return true;
	}

	void reminded(OrderStep step, Instant now) {
		write(now, null, TimelineKind.REMINDED, Map.of("step", step.id()));
	}

	/**
	 * Answers whether a progress update is due (S25), and if not, when to ask again.
	 * While the order waits for the client none is: what is left of the interval then
	 * counts from when the clock goes on, so asking again after that is soon enough.
	 */
	UpdateAnswer updateDue(Instant now) {
		Instant due = (this.updateDueAt != null) ? this.updateDueAt : now.plus(this.terms.updateAskedAfter());
		Instant stoppedAt = clock().stoppedAt();
		if (stoppedAt != null) {
			Duration left = Duration.between(stoppedAt, due);
			return new UpdateAnswer(false, now.plus((left.compareTo(SOON) > 0) ? left : SOON));
		}
		boolean asked = this.status.underWay() && !now.isBefore(due);
		return new UpdateAnswer(asked, asked ? now.plus(this.terms.updateAskedAfter()) : due);
	}

	/**
	 * Asks whether to remind of the update that is due (S25), and counts it if so: once
	 * for each. Never while the order waits for the client, for then none is due; the
	 * time that takes puts the reminder off as it does the update.
	 */
	boolean remindOfUpdate(Instant now) {
		Instant due = updateDueAt();
		if (this.updateReminded || due == null || now.isBefore(due.plus(updateReminderAfter()))) {
			return false;
		}
		this.updateReminded = true;
		return true;
	}

	/** How often to ask that, from when the update was asked for. */
	Duration updateReminderEvery() {
		Duration after = updateReminderAfter();
		return (after.compareTo(SOON) > 0) ? after : SOON;
	}

	private Duration updateReminderAfter() {
		return this.terms.updateRemindedAfter().minus(this.terms.updateAskedAfter());
	}

	private void countToUpdate(Instant now) {
		this.updateDueAt = now.plus(this.terms.updateAskedAfter());
		this.updateReminded = false;
	}

	/** A task that stays, with its title and its deadline, keeps its tick. */
	private void setPlan(List<PlannedTask> tasks) {
		List<PlanTask> before = new ArrayList<>(this.plan);
		this.plan.clear();
		int no = 0;
		for (PlannedTask task : tasks) {
			Optional<PlanTask> same = before.stream().filter((one) -> one.planned().equals(task)).findFirst();
			same.ifPresent(before::remove);
			this.plan.add(new PlanTask(this, ++no, task, same.map(PlanTask::doneAt).orElse(null)));
		}
	}

	private void stopClock(StopReason reason, Instant now) {
		clock().stop(now, reason);
		write(now, null, TimelineKind.CLOCK_STOPPED, Map.of("reason", reason.name()));
	}

	/** The clock goes on; the time it stood does not count for the next update either. */
	private void resumeClock(Instant now) {
		Instant stoodSince = clock().stoppedAt();
		if (stoodSince != null && this.updateDueAt != null) {
			boolean postedMeanwhile = this.lastUpdateAt != null && this.lastUpdateAt.isAfter(stoodSince);
			Instant from = postedMeanwhile ? this.lastUpdateAt : stoodSince;
			this.updateDueAt = this.updateDueAt.plus(Duration.between(from, now));
		}
		clock().resume(now);
		write(now, null, TimelineKind.CLOCK_RESUMED, Map.of("due", String.valueOf(clock().dueAt())));
	}

	private static <T> T last(List<T> list) {
		return list.get(list.size() - 1);
	}

}
