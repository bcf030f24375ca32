package io.orderflow.sequence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Decisions;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.ChangeRequest.Kind;
import io.orderflow.order.ChangeRequest.ResponsibleParty;
import io.orderflow.order.OrderDesk;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.StepDecision;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.order.question.NewQuestion;
import io.orderflow.order.question.QuestionDesk;
import io.orderflow.order.request.NewRequest;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.request.Ruling;
import io.orderflow.order.revision.RevisionDesk;
import io.orderflow.order.step.AnswerQuestion;
import io.orderflow.order.step.AnswerRequest;
import io.orderflow.order.step.ClarifyRequirements;
import io.orderflow.order.step.DeliverWork;
import io.orderflow.order.step.PlanWork;
import io.orderflow.order.step.PointInput;
import io.orderflow.order.step.PostProgressUpdate;
import io.orderflow.order.step.ReviewDelivery;
import io.orderflow.order.step.ReviewDraft;
import io.orderflow.order.step.ReviewRequirements;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.order.step.TaskInput;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.platform.SubmittedTime;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.Storyboard;
import io.orderflow.sequence.Act.Deed;
import io.orderflow.sequence.Act.Who;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * Orders of the application itself: done to by the services that pages and API call, on
 * the real engine and the real database. Jobs run when they are told to.
 */
@Component
@Profile("test")
class OrdersUnderTest {

	/** Where the people of the tests live, and their days begin. */
	private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

	private static final String WORKER = "worker of sequences";

	private final Marketplace market;

	private final OrderPlacementService placing;

	private final OrderDesk desk;

	private final RequestDesk requests;

	private final QuestionDesk questions;

	private final RevisionDesk revisions;

	private final OrderViewService reading;

	private final AttachmentService files;

	private final Newcomers newcomers;

	private final ProcessEngine engine;

	private final RequestProcessService answers;

	private final OrderSettings settings;

	final OrderRecords records;

	final MovableClock clock;

	private final Map<Service, UUID> listings = new EnumMap<>(Service.class);

	private final Map<Who, String> people = new EnumMap<>(Who.class);

	/** What is sold. */
	enum Service {

		PLAN_APPROVED, NOTHING_APPROVED, DRAFT_APPROVED;

		Storyboard storyboard() {
			return switch (this) {
				case PLAN_APPROVED -> Storyboard.ordinary().deliveredWithin(OrderModel.DELIVERY_TIME);
				case NOTHING_APPROVED -> Storyboard.ordinary()
					.approving(ApprovalNeeded.NONE)
					.revisedAtMost(2)
					.deliveredWithin(OrderModel.DELIVERY_TIME);
				case DRAFT_APPROVED -> Storyboard.ordinary()
					.approving(ApprovalNeeded.DRAFT_AND_PLAN)
					.deliveredWithin(OrderModel.DELIVERY_TIME);
			};
		}

	}

	OrdersUnderTest(Marketplace market, OrderPlacementService placing, OrderDesk desk, RequestDesk requests,
			QuestionDesk questions, RevisionDesk revisions, OrderViewService reading, AttachmentService files,
			Newcomers newcomers, ProcessEngine engine, RequestProcessService answers, OrderSettings settings,
			OrderRecords records, MovableClock clock) {
		this.market = market;
		this.placing = placing;
		this.desk = desk;
		this.requests = requests;
		this.questions = questions;
		this.revisions = revisions;
		this.reading = reading;
		this.files = files;
		this.newcomers = newcomers;
		this.engine = engine;
		this.answers = answers;
		this.settings = settings;
		this.records = records;
		this.clock = clock;
	}

	/** People and services, made once for all sequences of a run. */
	private void open() {
		if (this.people.isEmpty()) {
			this.people.put(Who.CLIENT, this.newcomers.client());
			this.people.put(Who.FREELANCER, this.newcomers.freelancer());
			this.people.put(Who.STRANGER, this.newcomers.client());
			this.people.put(Who.MODERATOR, Marketplace.MODERATOR);
			this.people.put(Who.WORKER, "worker");
			for (Service service : Service.values()) {
				this.listings.put(service,
						this.market.anApprovedListing(person(Who.FREELANCER), service.storyboard().content()));
			}
		}
	}

	/** As if the application had been started with that setting. */
	void unansweredExtensionIs(OrderSettings.Unanswered outcome) {
		OrderSettings s = this.settings;
		Object process = AopTestUtils.getTargetObject(this.answers);
		ReflectionTestUtils.setField(process, "settings",
				new OrderSettings(s.requirementsReminders(), s.requirementsCancelledAfter(), s.waitingReminderEvery(),
						s.acceptedAfter(), s.moreTime(), s.acceptanceReminderBefore(), s.answerWithin(),
						s.requestAnsweredWithin(), s.refusalDisputedWithin(), outcome, s.remindedBeforeSilence(),
						s.cancellableAfterLate(), s.dossierLateAfter(), s.maxPlanTasks(), s.maxRevisionPoints()));
	}

	String place(Service service) {
		open();
		return this.placing.place(person(Who.CLIENT), new PlaceOrder(this.listings.get(service), null, null, null))
			.number();
	}

	/**
	 * Somebody does something.
	 * @param due what a later date is counted from
	 * @throws Refusal where the application refuses it
	 */
	void does(String number, Who who, Deed deed, Duration by, Instant due) {
		String person = person(who);
		switch (deed) {
			case MAKE_PREVIEW -> makePreview(number);
			case ASK_QUESTION -> this.questions.ask(number, person, new NewQuestion("Which fox?", null));
			case WITHDRAW_QUESTION -> this.questions.withdraw(number, person);
			case POST_UPDATE ->
				this.desk.postUpdate(number, person, new PostProgressUpdate.Decision("Half", null, null));
			case TICK -> this.desk.tick(number, person, 1, !ticked(number));
			case OBJECT -> this.revisions.object(number, person, 1, "It was agreed");
			case CANCEL_ALONE -> this.desk.cancel(number, person, "It is late");
			case ASK_EXTENSION -> this.requests.ask(number, person,
					new NewRequest(Kind.EXTENSION, "The fox is shy", SubmittedTime.of(due.plus(by).toString()), null));
			case ASK_CANCELLATION -> this.requests.ask(number, person,
					new NewRequest(Kind.CANCELLATION, "No longer needed", null, ResponsibleParty.NOBODY));
			case WITHDRAW_REQUEST -> this.requests.withdraw(number, person);
			case DISPUTE -> this.requests.dispute(number, person, "The deal was another");
			case RULE_FOR -> this.requests.rule(number, person, new Ruling(Ruling.Choice.ACCEPT, "So be it"));
			case RULE_AGAINST -> this.requests.rule(number, person, new Ruling(Ruling.Choice.REFUSE, "Go on"));
			default -> this.desk.decide(number, person, decision(number, who, deed));
		}
	}

	private StepDecision decision(String number, Who who, Deed deed) {
		return switch (deed) {
			case PROVIDE -> Decisions.requirements(Map.of("story", "A fox looks for the sea."));
			case CLEAR -> new ReviewRequirements.Decision(ReviewRequirements.Choice.CLEAR, null);
			case ASK_CLARIFICATION -> new ReviewRequirements.Decision(ReviewRequirements.Choice.CLARIFY, "Which fox?");
			case CLARIFY -> new ClarifyRequirements.Decision("The red one", null);
			case PLAN -> new PlanWork.Decision(List.of(new TaskInput("Draw", SubmittedDate.of(today()))));
			case SUBMIT_DRAFT -> new SubmitDraft.Decision("A sketch", sketch(who), null);
			case APPROVE -> new ReviewDraft.Decision(ReviewDraft.Choice.APPROVE, null);
			case ASK_CHANGES -> new ReviewDraft.Decision(ReviewDraft.Choice.CHANGES, "Less red");
			case DELIVER ->
				new DeliverWork.Decision("Here it is", null, Collections.nCopies(openPoints(number), "Done"), true);
			case ACCEPT -> new ReviewDelivery.Decision(ReviewDelivery.Choice.ACCEPT, null);
			case ASK_REVISION -> new ReviewDelivery.Decision(ReviewDelivery.Choice.REVISION,
					List.of(new PointInput("A longer tail", "story", Scope.INSIDE)));
			case ASK_MORE_TIME -> new ReviewDelivery.Decision(ReviewDelivery.Choice.MORE_TIME, null);
			case ANSWER_QUESTION -> new AnswerQuestion.Decision("The red one", null);
			case ACCEPT_REQUEST -> new AnswerRequest.Decision(AnswerRequest.Choice.ACCEPT, null);
			case REFUSE_REQUEST -> new AnswerRequest.Decision(AnswerRequest.Choice.REFUSE, "We had a deal");
			default -> throw new IllegalArgumentException("No step: " + deed);
		};
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZONE);
	}

	/** A file of whoever sends it, who may not be whose step it is. */
	private List<UUID> sketch(Who who) {
		byte[] bytes = "sketch".getBytes(StandardCharsets.UTF_8);
		try {
			return List.of(this.files
				.upload(person(who), "sketch.txt", null, (long) bytes.length, new ByteArrayInputStream(bytes))
				.id());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void makePreview(String number) {
		ExternalTaskService external = this.engine.getExternalTaskService();
		List<LockedExternalTask> locked = external.fetchAndLock(1, WORKER)
			.topic("draft.preparePreview", 60_000)
			.businessKey(number)
			.execute();
		if (locked.isEmpty()) {
			throw Refusal.conflict("step-not-open", number);
		}
		external.complete(locked.get(0).getId(), WORKER, null, Map.of("result", "made"));
	}

	private boolean ticked(String number) {
		OrderView order = read(number);
		return !order.plan().isEmpty() && order.plan().get(0).done();
	}

	/** How many points the next delivery has to answer. */
	private int openPoints(String number) {
		OrderView order = read(number);
		return order.deliveries().isEmpty() ? 0 : order.deliveries().get(order.deliveries().size() - 1).points().size();
	}

	OrderView read(String number) {
		return this.reading.order(number, person(Who.CLIENT));
	}

	String person(Who who) {
		return this.people.get(who);
	}

	void run(OrderRecords.Job job) {
		this.engine.getManagementService().executeJob(job.id());
	}

	void sweep() {
		this.market.deadlinesAreSwept();
	}

}
