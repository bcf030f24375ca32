package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.money.MonetaryAmount;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.Offer;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.platform.Refusal;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

/**
 * An order, from placement to its end. Its methods are what can happen to it; each
 * refuses what its state does not allow, and writes what it did on the timeline. What is
 * about one subject alone is in a part of it that keeps its own rules:
 * {@link Requirements}, {@link Drafts}, {@link DeliveryRounds}, {@link UpdateRhythm},
 * {@link DeliveryClock}, {@link Requests} and {@link Questions}. Every time is a UTC
 * instant that the caller gives.
 */
@Entity
@Table(name = "orders")
public class Order {

	/** Drafts, questions of either side, or requests of one kind of one side. */
	public static final int MOST_OF_A_KIND = 100;

	@Id
	@GeneratedValue
	private UUID id;

	@Version
	private @Nullable Long version;

	@NaturalId
	private String number;

	@Embedded
	private Agreement agreement;

	@Enumerated(EnumType.STRING)
	private OrderStatus status = OrderStatus.AWAITING_REQUIREMENTS;

	@Column(updatable = false)
	private Instant placedAt;

	@Embedded
	private Requirements requirements;

	@Embedded
	private DeliveryClock clock = new DeliveryClock();

	@Embedded
	private DeliveryRounds rounds = new DeliveryRounds();

	@Embedded
	private UpdateRhythm updates = new UpdateRhythm();

	@Embedded
	private Closing closing = new Closing();

	private int timelineLength;

	@Embedded
	private WrittenText written = new WrittenText();

	@OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("no")
	private List<PlanTask> plan = new ArrayList<>();

	@Embedded
	private Drafts drafts = new Drafts();

	@Embedded
	private Requests requests = new Requests();

	@Embedded
	private Questions questions = new Questions();

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	private List<TimelineEntry> timeline = new ArrayList<>();

	@Transient
	private @Nullable String actor;

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	/** A client orders what is on offer; what was offered is frozen with the order. */
	@SuppressWarnings("NullAway.Init")
	public Order(OrderNumber number, String client, Offer offer, Instant now, Duration requirementsWithin) {
		if (client.equals(offer.freelancer())) {
			throw Refusal.conflict("own-listing");
		}
		this.number = number.value();
		this.agreement = new Agreement(client, offer);
		this.placedAt = now;
		this.requirements = new Requirements(now.plus(requirementsWithin));
		write(now, client, TimelineKind.ORDER_PLACED, Map.of("title", title()));
	}

	/** The freelancer says which tasks the work has, and by when each is done (S21). */
	public void planWork(List<PlanTask.Planned> tasks, Instant now) {
		expect(OrderStatus.PLANNING);
		PlanTask.replace(this, this.plan, tasks);
		this.status = (terms().approval() != ApprovalNeeded.NONE) ? OrderStatus.DRAFTING : OrderStatus.IN_PRODUCTION;
		write(now, freelancer(), TimelineKind.WORK_PLANNED, Map.of("tasks", String.valueOf(tasks.size())));
	}

	/** The freelancer changes the plan that there is. */
	void changePlan(List<PlanTask.Planned> tasks, Instant now) {
		PlanTask.replace(this, this.plan, tasks);
		write(now, freelancer(), TimelineKind.PLAN_CHANGED, Map.of("tasks", String.valueOf(tasks.size())));
	}

	/** Closes an accepted order (S28); a repeat changes nothing. */
	public void complete(Instant now) {
		if (this.status == OrderStatus.COMPLETED) {
			return;
		}
		expect(OrderStatus.ACCEPTED);
		this.status = OrderStatus.COMPLETED;
		this.closing.completed(now);
		this.rounds.complete();
		write(now, null, TimelineKind.ORDER_COMPLETED, Map.of());
		requests().endWithOrder(now);
	}

	/**
	 * The client cancels alone, which needs no answer while requirements are awaited, nor
	 * once the delivery is late by so much (C3).
	 */
	public void cancelByClient(String reason, Duration lateBy, Instant now) {
		if (this.status != OrderStatus.AWAITING_REQUIREMENTS && !clock().counted().cancellable(lateBy, now)) {
			throw refusal("cancellation-needs-agreement");
		}
		close(client(), reason, client(), TimelineEntry.saying(reason), now);
	}

	/** The requirements never came (C5); what is cancelled already stays as it is. */
	public void cancelForMissingRequirements(List<Duration> reminders, Duration notice, Instant now) {
		if (this.status != OrderStatus.CANCELLED) {
			expect(OrderStatus.AWAITING_REQUIREMENTS);
			requirements().expectMissing(reminders, notice, now);
			close(null, "", null, Map.of("why", "unprovided"), now);
		}
	}

	/** One side has asked for it; who granted it is told by a line before. */
	void closeAsAsked(ChangeRequest request, Instant now) {
		close(request.askedBy(), request.reason(), null, Map.of(), now);
	}

	private void close(@Nullable String by, String reason, @Nullable String actor, Map<String, String> details,
			Instant now) {
		this.status = OrderStatus.CANCELLED;
		this.closing.cancelled(by, reason, now);
		questions().endWithOrder(now);
		write(now, actor, TimelineKind.ORDER_CANCELLED, details);
		requests().endWithOrder(now);
		rounds().endLateness(clock().overdue(now), now);
		clock().close();
	}

	public void dossierAnswered(WorkerResult result, Instant now) {
		if (this.closing.dossierAnswered(result)) {
			write(now, null, (result == WorkerResult.MADE) ? TimelineKind.DOSSIER_MADE : TimelineKind.DOSSIER_NOT_MADE,
					Map.of());
		}
	}

	/** Ticks off a task of the plan, or takes the tick back (S21). */
	public void tick(int no, boolean done, Instant now) {
		if (this.status.closed()) {
			throw refusal("order-closed");
		}
		PlanTask task = PlanTask.get(this.plan, no);
		if (task.tick(done, now)) {
			write(now, freelancer(), done ? TimelineKind.TASK_DONE : TimelineKind.TASK_REOPENED,
					Map.of("no", String.valueOf(no), "title", task.title()));
		}
	}

	/**
	 * Whoever a step waits for was reminded of it.
	 * @param until when silence decides it, UTC; null where it decides nothing
	 */
	public void reminded(OrderStep step, String whom, @Nullable Instant until, Instant now) {
		Map<String, String> details = new HashMap<>(Map.of("step", step.id(), "side", this.agreement.side(whom)));
		if (until != null) {
			details.put("until", until.toString());
		}
		write(now, null, TimelineKind.REMINDED, details);
	}

	void startClock(Duration time, Instant now) {
		clock().start(now, time);
		requests().holdAnew(now);
		write(now, null, TimelineKind.CLOCK_STARTED, Map.of("due", String.valueOf(clock().dueAt())));
	}

	/** The cause writes what stops it, which says of the clock that it stands. */
	void stopClock(StopReason reason, Instant now, Runnable cause) {
		clock().stop(now, reason);
		cause.run();
		write(now, null, TimelineKind.CLOCK_STOPPED, Map.of("reason", reason.name()));
	}

	void resumeClock(Instant now) {
		Instant stoodSince = clock().stoppedAt();
		if (stoodSince != null) {
			this.updates.waitedForClient(stoodSince, now);
		}
		clock().resume(now);
		write(now, null, TimelineKind.CLOCK_RESUMED, Map.of("due", String.valueOf(clock().dueAt())));
	}

	/**
	 * Files that a side has attached, which are read with the order: each takes as much
	 * as a few lines.
	 * @param names of files, as they are shown
	 * @throws Refusal {@code too-much-written}
	 */
	public void countFiles(String side, Collection<String> names) {
		this.written.addFiles(side.equals(client()), names);
	}

	/**
	 * What a side writes beside the words that its line of the timeline has.
	 * @throws Refusal {@code too-much-written}
	 */
	void count(String side, Collection<String> texts) {
		this.written.add(side.equals(client()), texts);
	}

	/**
	 * Adds a line to the timeline; they are numbered from 1 without gaps.
	 * @throws Refusal {@code too-much-written}
	 */
	void write(Instant now, @Nullable String actor, TimelineKind kind, Map<String, String> details) {
		if (actor != null && isSide(actor)) {
			count(actor, details.values());
		}
		this.actor = (actor != null) ? actor : this.actor;
		this.timeline.add(new TimelineEntry(this, ++this.timelineLength, now, actor, kind, details,
				this.status.closed() ? null : clock().reading(now)));
	}

	void expect(OrderStatus... expected) {
		if (!List.of(expected).contains(this.status)) {
			throw refusal("step-not-open");
		}
	}

	void enter(OrderStatus status) {
		this.status = status;
	}

	Refusal refusal(String code) {
		return Refusal.conflict(this.status.closed() ? "order-closed" : code, this.number);
	}

	/**
	 * An order is read as a whole, and has an end: of questions, drafts and requests none
	 * needs as many.
	 * @throws Refusal {@code too-many-of-a-kind}
	 */
	public void expectRoomFor(List<?> soFar) {
		if (soFar.size() >= MOST_OF_A_KIND) {
			throw Refusal.conflict("too-many-of-a-kind", MOST_OF_A_KIND);
		}
	}

	public DeliveryClock clock() {
		return this.clock;
	}

	public Requests requests() {
		return this.requests.of(this);
	}

	public Requirements requirements() {
		return this.requirements.of(this);
	}

	public DeliveryRounds rounds() {
		return this.rounds.of(this);
	}

	public Drafts drafts() {
		return this.drafts.of(this);
	}

	public UpdateRhythm updates() {
		return this.updates.of(this);
	}

	public Questions questions() {
		return this.questions.of(this);
	}

	/** Whether what has happened since it was read is the account's own doing. */
	public boolean isDoneBy(String account) {
		return account.equals(this.actor);
	}

	public boolean isSide(String account) {
		return this.agreement.isSide(account);
	}

	public String otherSide(String account) {
		return this.agreement.otherSide(account);
	}

	public MonetaryAmount price() {
		return this.agreement.price();
	}

	public UUID id() {
		return Objects.requireNonNull(this.id);
	}

	public String number() {
		return this.number;
	}

	public String client() {
		return this.agreement.client();
	}

	public String freelancer() {
		return this.agreement.freelancer();
	}

	public ListingContent terms() {
		return this.agreement.terms();
	}

	public String title() {
		return this.agreement.title();
	}

	public OrderStatus status() {
		return this.status;
	}

	/** Whose turn it is (S20): the client's too while a question in between is open. */
	public OrderStatus.Turn turn() {
		return this.status.turn(clock().stopReason());
	}

	public Instant placedAt() {
		return this.placedAt;
	}

	public Closing closing() {
		return this.closing;
	}

	List<TimelineEntry> timeline() {
		return this.timeline;
	}

	public int timelineLength() {
		return this.timelineLength;
	}

	public List<PlanTask> plan() {
		return this.plan;
	}

	/** The plan as it was written, without its ticks. */
	public List<PlanTask.Planned> plannedTasks() {
		return this.plan.stream().map(PlanTask::planned).toList();
	}

}
