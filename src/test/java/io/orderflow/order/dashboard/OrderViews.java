package io.orderflow.order.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.WorkerResult;
import io.orderflow.order.timeline.WaitingTimes;
import io.orderflow.platform.MoneyJson;
import org.jspecify.annotations.Nullable;

/** An order as a page shows it to Camille, its client, with little in it. */
public final class OrderViews {

	private String role = "client";

	private OrderStatus status = OrderStatus.PLANNING;

	private List<OrderView.Requirement> requirements = List.of();

	private List<OrderView.Question> clarifications = List.of();

	private List<OrderView.Task> plan = List.of();

	private List<DraftView> drafts = List.of();

	private List<OrderView.DeliveryView> deliveries = List.of();

	private List<RequestView> requests = List.of();

	private List<QuestionView> questions = List.of();

	private boolean takesQuestion;

	private boolean running = true;

	private @Nullable Instant due;

	private OrderView.@Nullable Late late;

	private OrderView.@Nullable Cancellation cancellation;

	private WorkerResult dossier = WorkerResult.NOT_ASKED;

	private DossierView ownDossier = DossierView.NONE;

	private WaitingTimes waited = WaitingTimes.of(List.of(), ApprovalNeeded.PLAN, Instant.EPOCH);

	public OrderViews role(String thisOne) {
		this.role = thisOne;
		return this;
	}

	public OrderViews status(OrderStatus thisOne) {
		this.status = thisOne;
		return this;
	}

	public OrderViews requirements(OrderView.Requirement... these) {
		this.requirements = List.of(these);
		return this;
	}

	public OrderViews clarifications(OrderView.Question... these) {
		this.clarifications = List.of(these);
		return this;
	}

	public OrderViews plan(OrderView.Task... these) {
		this.plan = List.of(these);
		return this;
	}

	public OrderViews drafts(DraftView... these) {
		this.drafts = List.of(these);
		return this;
	}

	public OrderViews deliveries(OrderView.DeliveryView... these) {
		this.deliveries = List.of(these);
		return this;
	}

	public OrderViews requests(RequestView... these) {
		this.requests = List.of(these);
		return this;
	}

	public OrderViews questions(QuestionView... these) {
		this.questions = List.of(these);
		return this;
	}

	public OrderViews takesQuestion() {
		this.takesQuestion = true;
		return this;
	}

	public OrderViews due(Instant at) {
		this.due = at;
		return this;
	}

	/** Late since then, at a time, where the client may cancel after a day. */
	public OrderViews lateSince(Instant since, Instant now) {
		this.late = OrderView.Late.of(since, since.plus(Duration.ofDays(1)), now);
		return this;
	}

	public OrderViews clockStopped() {
		this.running = false;
		return this;
	}

	public OrderViews cancelled(@Nullable String by, String reason) {
		this.status = OrderStatus.CANCELLED;
		this.cancellation = new OrderView.Cancellation(Instant.EPOCH, by, reason);
		return this;
	}

	public OrderViews dossier(WorkerResult ofItsEnd, DossierView own) {
		this.dossier = ofItsEnd;
		this.ownDossier = own;
		return this;
	}

	public OrderViews waited(WaitingTimes times) {
		this.waited = times;
		return this;
	}

	public OrderView build() {
		return new OrderView("OF-0000-0001", this.role, this.status, this.status.turn(),
				new OrderView.Person("camille", "Camille", null), new OrderView.Person("lea", "Léa", null),
				UUID.randomUUID(), "Storyboard", "fr", "Six images", MoneyJson.of("120", "EUR"), Instant.EPOCH,
				new OrderView.Clock(this.due, this.running, null, null, false, null,
						this.late != null && this.late.clientMayCancel(), false, false),
				this.late, ApprovalNeeded.PLAN, new OrderView.Revisions(1, 1, 1), List.of(), this.requirements,
				this.clarifications, this.plan, this.drafts, this.deliveries, new OrderView.Updates(null, null, 0),
				null, null, this.cancellation, this.dossier, this.requests, this.questions, this.takesQuestion,
				this.waited, this.ownDossier);
	}

	/** What Léa asked at the beginning of time; a refusal can be disputed for a while. */
	public static RequestView request(ChangeRequest.Kind kind, ChangeRequest.State state,
			@Nullable Instant disputeUntil) {
		return new RequestView(1, kind, state, "lea", "Ill", null, null, null, Instant.EPOCH, Instant.EPOCH, null, null,
				null, disputeUntil, null, null, null, null, null, false);
	}

}
