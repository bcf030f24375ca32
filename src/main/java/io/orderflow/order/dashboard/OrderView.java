package io.orderflow.order.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

import io.orderflow.attachment.FileView;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.DeliveryClock;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.PlanTask;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.WorkerResult;
import io.orderflow.order.flow.OpenStep;
import io.orderflow.order.timeline.WaitingTimes;
import io.orderflow.platform.SubmittedDate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that both sides may see of an order (S11). Times are UTC.
 *
 * @param role whether the reader is its {@code client}, its {@code freelancer} or a
 * {@code moderator}
 * @param turn whose turn it is (S20)
 * @param language of the title, the description and the questions to the client, as a
 * two-letter code
 * @param description what the service promised when it was ordered
 * @param late null where it is not late (S20)
 * @param steps the decisions that are waited for now
 * @param updates how the client is kept informed (B4)
 * @param acceptedBySilenceAt when silence accepts the delivery; null while none waits for
 * that, and while a cancellation or a ruling is open (S26)
 * @param dossier whether the dossiers were made when it was closed (B7)
 * @param requests what one side asked of the other, the newest first (C1, C2, C4)
 * @param questions what stopped the work in between, in the order in which it was asked
 * (B1)
 * @param takesQuestion whether the freelancer can ask one now (B1)
 * @param waited how long the order waited for each side, until now or until it was closed
 * (S20)
 * @param ownDossier the reader's own dossier
 */
public record OrderView(String number, String role, OrderStatus status, OrderStatus.Turn turn, Person client,
		Person freelancer, UUID listing, String title, String language, String description, MonetaryAmount price,
		Instant placedAt, Clock clock, @Nullable Late late, ApprovalNeeded approval, Revisions revisions,
		List<OpenStep> steps, List<Requirement> requirements, List<Question> clarifications, List<Task> plan,
		List<DraftView> drafts, List<DeliveryView> deliveries, Updates updates, @Nullable Instant acceptedBySilenceAt,
		@Nullable Instant completedAt, @Nullable Cancellation cancellation, WorkerResult dossier,
		List<RequestView> requests, List<QuestionView> questions, boolean takesQuestion, WaitingTimes waited,
		DossierView ownDossier) {

	/** Whether the reader's dossier tells of the end too. */
	public boolean hasFinalDossier() {
		return this.status.closed() && this.ownDossier.made() && !this.ownDossier.making();
	}

	/** As which it is shown on pages and in the dossier. */
	public OrderStatus shown() {
		return this.status.shown(StopReason.of(this.clock.stopReason()));
	}

	/**
	 * A side of the order.
	 *
	 * @param picture what they show of themselves (GET /api/pictures/{id}); null for none
	 */
	public record Person(String id, String name, @Nullable UUID picture) {

	}

	/**
	 * The delivery's clock (B1).
	 *
	 * @param due expected delivery, while the clock stands if it goes on now; null until
	 * it has started
	 * @param stoppedSince since when it stands; null while it runs
	 * @param lateHeld whether a request that waits keeps time from counting as late (B2)
	 * @param lateBefore for how long the order was late when the clock stopped; null
	 * where it was not, and while the clock runs
	 * @param clientMayCancel whether the delivery is so late that the client may cancel
	 * alone, also while the clock stands since (C3)
	 * @param keptForClient whether a request of the client has kept time from counting
	 * for this due date, so that no other of theirs does (B2)
	 * @param keptForFreelancer the same of the freelancer
	 */
	public record Clock(@Nullable Instant due, boolean running, @Nullable Instant stoppedSince,
			@Nullable String stopReason, boolean lateHeld, @Nullable Duration lateBefore, boolean clientMayCancel,
			boolean keptForClient, boolean keptForFreelancer) {

		/** Of an order that is not closed. */
		static Clock of(@Nullable Instant due, boolean running, DeliveryClock.Counted counted,
				Duration cancellableAfter, Instant now) {
			StopReason reason = counted.stopReason();
			Duration late = counted.overdue(now);
			boolean stands = counted.stoppedAt() != null && reason != StopReason.DELIVERED;
			return new Clock(DeliveryClock.expectedDue(due, counted.stoppedAt(), reason, now), running,
					counted.stoppedAt(), (reason != null) ? reason.name() : null,
					running && counted.heldSince() != null, (stands && late.compareTo(Duration.ZERO) > 0) ? late : null,
					counted.cancellable(cancellableAfter, now), counted.keptForClient(), counted.keptForFreelancer());
		}

		/** Of a closed order: it neither runs nor stands. */
		static Clock closed(@Nullable Instant due) {
			return new Clock(due, false, null, null, false, null, false, false, false);
		}

		/** Whether it stands for good, unless a revision is asked for. */
		public boolean delivered() {
			return StopReason.DELIVERED.name().equals(this.stopReason);
		}

	}

	/**
	 * That the order is late (S20).
	 *
	 * @param since the due date, or later by what requests kept from counting (B2)
	 * @param clientMayCancelFrom from when on the client may cancel alone, while it stays
	 * late (C3)
	 * @param clientMayCancel whether the client may now
	 */
	public record Late(Instant since, Instant clientMayCancelFrom, boolean clientMayCancel) {

		/**
		 * @param from after which it is late; null while nothing makes it late
		 * @param cancellableFrom null where nothing does
		 */
		static @Nullable Late of(@Nullable Instant from, @Nullable Instant cancellableFrom, Instant now) {
			return (from == null || cancellableFrom == null || !now.isAfter(from)) ? null
					: new Late(from, cancellableFrom, !now.isBefore(cancellableFrom));
		}

	}

	/** Revision rounds (S27); {@code round} 1 is the first delivery. */
	public record Revisions(int included, int left, int round) {

		/** The key of what is said of those that are left. */
		public String words() {
			return (this.included > 0) ? "order.revisions.left" : "order.revisions.none";
		}

	}

	/** A requirement question and what the client supplied (S13). */
	public record Requirement(RequirementQuestion question, List<String> texts, List<FileView> files) {

		/** The day that was answered; null where something else was asked for. */
		public @Nullable LocalDate day() {
			return (this.question.kind() == RequirementQuestion.Kind.DATE && !this.texts.isEmpty())
					? SubmittedDate.of(this.texts.get(0)).day() : null;
		}

	}

	/** What was unclear, and the answer (S19). */
	public record Question(int no, String question, Instant askedAt, @Nullable String answer, List<FileView> files,
			@Nullable Instant answeredAt) {

	}

	/** A task of the plan (S21); the deadline is a day in the freelancer's time zone. */
	public record Task(int no, String title, LocalDate deadline, @Nullable Instant doneAt) {

		public boolean done() {
			return this.doneAt != null;
		}

		/** Tells it from the task of another plan. */
		public int mark() {
			return PlanTask.mark(this.title);
		}

	}

	/** A delivery, and what became of it (S26). */
	public record DeliveryView(int round, String message, List<FileView> files, Instant deliveredAt,
			@Nullable Instant moreTimeAskedAt, @Nullable String outcome, List<PointView> points,
			@Nullable Instant decidedAt) {

	}

	/** When the client last heard, and when the next update is due. */
	public record Updates(@Nullable Instant last, @Nullable Instant nextDue, int posted) {

	}

	/**
	 * How the order was cancelled.
	 *
	 * @param by the account; null where the process did (C5)
	 */
	public record Cancellation(Instant at, @Nullable String by, @Nullable String reason) {

	}

	/** How it came to its end, or would have. */
	public Ending ending() {
		return Ending.of(this);
	}

	/** Whether one side can ask something of the other, and nothing was asked yet. */
	public boolean takesFirstRequest() {
		return this.requests.isEmpty() && !this.status.closed();
	}

	/** Whether both dates of a request that waits move on, since the clock stands. */
	public boolean movesDatesOf(RequestView request) {
		return request.awaitsAnswer() && this.clock.stoppedSince() != null;
	}

	/** What a point of a revision can belong to (B5). */
	public List<PointView.Subject> pointSubjects() {
		List<PointView.Subject> subjects = new ArrayList<>();
		this.requirements
			.forEach((asked) -> subjects.add(new PointView.Subject(asked.question().key(), asked.question().prompt())));
		this.plan.forEach((task) -> subjects.add(new PointView.Subject(RevisionPoint.task(task.no()), task.title())));
		if (this.approval == ApprovalNeeded.DRAFT_AND_PLAN
				&& this.drafts.stream().anyMatch((draft) -> "APPROVED".equals(draft.decision()))) {
			subjects.add(new PointView.Subject(RevisionPoint.APPROVED_DRAFT, null));
		}
		subjects.add(new PointView.Subject(RevisionPoint.SOMETHING_ELSE, null));
		return subjects;
	}

	/** The points whose mark the reader can still object to (B5). */
	public List<PointView> objectable() {
		return (sells() && this.status == OrderStatus.IN_REVISION) ? this.deliveries.get(this.deliveries.size() - 1)
			.points()
			.stream()
			.filter(PointView::unopposed)
			.toList() : List.of();
	}

	/** Whether there is anything of the requirements to be read. */
	public boolean showsRequirements() {
		boolean began = this.status != OrderStatus.AWAITING_REQUIREMENTS && this.status != OrderStatus.CANCELLED;
		return this.requirements.stream().anyMatch((one) -> began || !one.texts().isEmpty() || !one.files().isEmpty());
	}

	/** Whether the reader is to rule on it, and knows nothing of it yet. */
	public boolean moderated() {
		return !buys() && !sells();
	}

	/** Whether the reader is its client. */
	public boolean buys() {
		return this.role.equals("client");
	}

	/** Whether the reader can ask for a new dossier (B7). */
	public boolean asksForDossier() {
		return (buys() || sells()) && !this.ownDossier.awaited();
	}

	/** Whether the reader is its freelancer. */
	public boolean sells() {
		return this.role.equals("freelancer");
	}

	/** Whether the reader can tick off tasks of the plan (S21). */
	public boolean tickable() {
		return sells() && !this.status.closed();
	}

	/** Whether the reader can post a message as an update (S25). */
	public boolean updatable() {
		return sells() && this.status.underWay();
	}

	/** Whether the reader can ask what stops the work (B1). */
	public boolean askable() {
		return sells() && this.takesQuestion;
	}

	/** What the clock stands for; null where no question is open (B1). */
	public @Nullable QuestionView openQuestion() {
		return this.status.closed() ? null
				: this.questions.stream().filter(QuestionView::waits).findFirst().orElse(null);
	}

	/** Whether the reader can take the open question back (B1). */
	public boolean withdrawsQuestion() {
		return sells() && openQuestion() != null;
	}

	/** What a side is called; null for everybody else. */
	public @Nullable String nameOf(String account) {
		return Stream.of(this.client, this.freelancer)
			.filter((person) -> person.id().equals(account))
			.map(Person::name)
			.findFirst()
			.orElse(null);
	}

	/** The side that is not this one. */
	public Person otherThan(String account) {
		return this.client.id().equals(account) ? this.freelancer : this.client;
	}

	/** Another text whenever another step waits, or one has come round again. */
	public String waiting() {
		return this.steps.stream()
			.map((step) -> step.step().id() + "/" + step.assignee() + "/" + step.since().toEpochMilli() + "/"
					+ step.due())
			.collect(Collectors.joining(" "));
	}

	/** Whether the order was closed and its worker made no dossier, nor one since. */
	public boolean dossierNotMade() {
		return this.dossier == WorkerResult.NOT_MADE && !this.ownDossier.made();
	}

	/** Whether the dossier that was asked for last was not made. */
	public boolean dossierFailed() {
		return this.ownDossier.failed() && !this.ownDossier.making() && !dossierNotMade();
	}

	/**
	 * Whether the client has asked to cancel since what waits for a decision came, and a
	 * dispute of the other side has not refused that.
	 */
	public boolean cancellationAskedSinceDelivery() {
		return this.status == OrderStatus.DELIVERED && this.requests.stream()
			.anyMatch((request) -> request.kind() == ChangeRequest.Kind.CANCELLATION && request.by(this.client)
					&& !request.isRefusedByDispute()
					&& !request.askedAt().isBefore(this.deliveries.get(this.deliveries.size() - 1).deliveredAt()));
	}

	/**
	 * Whether time counts as late also while a request of the reader waits: an earlier
	 * one has kept some from counting, and of each side one does for each due date (B2).
	 */
	public boolean countsWhileAsking() {
		return this.status.underWay() && (buys() ? this.clock.keptForClient() : this.clock.keptForFreelancer());
	}

	/** Whether the client may cancel alone although the clock stands (C3). */
	public boolean cancellableWhileItStands() {
		return this.clock.lateBefore() != null && this.clock.clientMayCancel();
	}

	/** Whether the reader can call the order off without asking (C3). */
	public boolean cancellableAlone() {
		return buys() && (this.status == OrderStatus.AWAITING_REQUIREMENTS || this.clock.clientMayCancel());
	}

	/**
	 * The key of a text, in the words of what is approved, a draft or a plan alone, and
	 * of what is delivered: the work or a revision of it.
	 */
	public String text(String key) {
		return PlanWords.key(this.approval, this.status, key);
	}

	/** Why nothing waits for either side: ends the key of its text. */
	public String idle() {
		if (this.status != OrderStatus.DRAFT_IN_REVIEW) {
			return this.status.closed() ? "closed" : "nothing";
		}
		boolean files = !this.drafts.isEmpty() && !this.drafts.get(this.drafts.size() - 1).files().isEmpty();
		return asksForPreview() ? "preview-stuck" : (files ? "preview" : "no-preview");
	}

	/** Whether what was sent cannot be reviewed yet, since its preview is being made. */
	public boolean awaitsPreview() {
		return this.status == OrderStatus.DRAFT_IN_REVIEW
				&& this.steps.stream().noneMatch((step) -> step.step() == this.status.step());
	}

	/** Whether the reader can have the preview of the draft tried again (B8). */
	public boolean asksForPreview() {
		return (buys() || sells()) && this.drafts.stream().anyMatch(DraftView::previewStuck);
	}

}
