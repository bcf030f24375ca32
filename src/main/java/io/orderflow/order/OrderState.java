package io.orderflow.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import javax.money.Monetary;
import javax.money.MonetaryAmount;

import io.orderflow.catalog.ListingContent;
import io.orderflow.platform.Refusal;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.annotations.NaturalId;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** What an order holds, for reading; what can happen to it is in {@link Order}. */
@MappedSuperclass
abstract class OrderState {

	@Id
	@GeneratedValue
	protected UUID id;

	@Version
	protected @Nullable Long version;

	@NaturalId
	protected String number;

	@Column(updatable = false)
	protected String client;

	@Column(updatable = false)
	protected String freelancer;

	@Column(updatable = false)
	protected UUID listingId;

	@Column(updatable = false)
	protected int listingVersion;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	@Column(updatable = false)
	protected ListingContent terms;

	@Column(updatable = false)
	protected String title;

	@Column(updatable = false)
	protected BigDecimal priceAmount;

	@Column(updatable = false)
	protected String priceCurrency;

	@Enumerated(EnumType.STRING)
	protected OrderStatus status = OrderStatus.AWAITING_REQUIREMENTS;

	@Column(updatable = false)
	protected Instant placedAt;

	protected Instant requirementsDueAt;

	protected int requirementsReminders;

	protected @Nullable Instant requirementsSubmittedAt;

	@Embedded
	protected @Nullable DeliveryClock clock = new DeliveryClock();

	protected int round = 1;

	protected @Nullable Instant lastUpdateAt;

	protected @Nullable Instant updateDueAt;

	protected int updatesPosted;

	/** Whether the freelancer was reminded of the update that is due now. */
	protected boolean updateReminded;

	protected @Nullable Instant acceptBy;

	protected @Nullable Instant completedAt;

	protected @Nullable Instant cancelledAt;

	protected @Nullable String cancelledBy;

	protected @Nullable String cancellationReason;

	@Enumerated(EnumType.STRING)
	protected WorkerResult dossier = WorkerResult.NOT_ASKED;

	protected int timelineLength;

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	protected List<RequirementAnswer> answers = new ArrayList<>();

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("no")
	protected List<Clarification> clarifications = new ArrayList<>();

	@OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("no")
	protected List<PlanTask> plan = new ArrayList<>();

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("no")
	protected List<Draft> drafts = new ArrayList<>();

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("round")
	protected List<Delivery> deliveries = new ArrayList<>();

	@Column(name = "requests")
	protected int requestsAsked;

	@Enumerated(EnumType.STRING)
	protected @Nullable RequestTurn requestTurn;

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("no")
	protected List<ChangeRequest> requests = new ArrayList<>();

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	protected List<TimelineEntry> timeline = new ArrayList<>();

	/**
	 * Adds a line to the timeline; the lines of an order are numbered from 1 without
	 * gaps.
	 */
	protected final void write(Instant now, @Nullable String actor, TimelineKind kind, Map<String, String> details) {
		this.timeline.add(new TimelineEntry((Order) this, ++this.timelineLength, now, actor, kind, details));
	}

	protected final void expect(OrderStatus... expected) {
		if (!List.of(expected).contains(this.status)) {
			throw refusal("step-not-open");
		}
	}

	protected final Refusal refusal(String code) {
		return Refusal.conflict(this.status.closed() ? "order-closed" : code, this.number);
	}

	/** The clock; one that never started where the database holds none of its columns. */
	protected final DeliveryClock clock() {
		if (this.clock == null) {
			this.clock = new DeliveryClock();
		}
		return this.clock;
	}

	boolean isSide(String account) {
		return this.client.equals(account) || this.freelancer.equals(account);
	}

	String otherSide(String account) {
		return this.client.equals(account) ? this.freelancer : this.client;
	}

	int revisionsLeft() {
		return revisionsLeft(this.terms, this.round);
	}

	static int revisionsLeft(ListingContent terms, int round) {
		return Math.max(0, terms.revisions() - (round - 1));
	}

	/** Whether the client is owed updates now (S25, B4). */
	static boolean updateExpected(OrderStatus status, boolean clockRunning) {
		return status.underWay() && clockRunning;
	}

	MonetaryAmount price() {
		return Monetary.getDefaultAmountFactory().setNumber(this.priceAmount).setCurrency(this.priceCurrency).create();
	}

	UUID id() {
		return Objects.requireNonNull(this.id);
	}

	String number() {
		return this.number;
	}

	String client() {
		return this.client;
	}

	String freelancer() {
		return this.freelancer;
	}

	UUID listingId() {
		return this.listingId;
	}

	ListingContent terms() {
		return this.terms;
	}

	String title() {
		return this.title;
	}

	OrderStatus status() {
		return this.status;
	}

	Instant placedAt() {
		return this.placedAt;
	}

	Instant requirementsDueAt() {
		return this.requirementsDueAt;
	}

	@Nullable Instant requirementsSubmittedAt() {
		return this.requirementsSubmittedAt;
	}

	int round() {
		return this.round;
	}

	@Nullable Instant lastUpdateAt() {
		return this.lastUpdateAt;
	}

	/** When the next update is due; null while none is expected (B4). */
	@Nullable Instant updateDueAt() {
		return updateExpected(this.status, clock().running()) ? this.updateDueAt : null;
	}

	int updatesPosted() {
		return this.updatesPosted;
	}

	@Nullable Instant acceptBy() {
		return this.acceptBy;
	}

	@Nullable Instant completedAt() {
		return this.completedAt;
	}

	@Nullable Instant cancelledAt() {
		return this.cancelledAt;
	}

	@Nullable String cancelledBy() {
		return this.cancelledBy;
	}

	@Nullable String cancellationReason() {
		return this.cancellationReason;
	}

	WorkerResult dossier() {
		return this.dossier;
	}

	int timelineLength() {
		return this.timelineLength;
	}

	List<Clarification> clarifications() {
		return this.clarifications;
	}

	List<PlanTask> plan() {
		return this.plan;
	}

	/** The plan as it was written, without its ticks. */
	List<PlannedTask> plannedTasks() {
		return this.plan.stream().map(PlanTask::planned).toList();
	}

	List<Draft> drafts() {
		return this.drafts;
	}

	List<Delivery> deliveries() {
		return this.deliveries;
	}

	/** How many requests both sides have made, from the first on. */
	int requestsAsked() {
		return this.requestsAsked;
	}

	List<Answer> answers() {
		return this.answers.stream().map(RequirementAnswer::answer).toList();
	}

}
