package io.orderflow.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.orderflow.Decisions;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.ResponsibleParty;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.request.NewRequest;
import io.orderflow.order.step.ClarifyRequirements;
import io.orderflow.order.step.DeliverWork;
import io.orderflow.order.step.PlanWork;
import io.orderflow.order.step.PointInput;
import io.orderflow.order.step.PostProgressUpdate;
import io.orderflow.order.step.ProvideRequirements;
import io.orderflow.order.step.ReviewDelivery;
import io.orderflow.order.step.ReviewDraft;
import io.orderflow.order.step.ReviewRequirements;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.order.step.TaskInput;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.platform.SubmittedTime;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An order on its way, in sentences: what both sides decide, what workers answer and what
 * time does. What it is of and between whom is said first; it is placed with the first
 * sentence that needs it.
 */
public final class OrderScenario {

	/** The happy path; what a worker does goes with the step before. */
	public static final List<OrderStep> STEPS = List.of(OrderStep.PROVIDE_REQUIREMENTS, OrderStep.REVIEW_REQUIREMENTS,
			OrderStep.PLAN_WORK, OrderStep.SUBMIT_DRAFT, OrderStep.REVIEW_DRAFT, OrderStep.DELIVER_WORK,
			OrderStep.REVIEW_DELIVERY);

	private static final String WORKER = "worker of a test";

	private final Marketplace market;

	private final OrderActions actions;

	private ListingContent content = Storyboard.ordinary().content();

	private String freelancer = Marketplace.FREELANCER;

	private String client = Marketplace.CLIENT;

	private ProvideRequirements.@Nullable Decision answers;

	private @Nullable UUID listing;

	/** How many the last revision was asked for with. */
	private int points;

	private @Nullable String number;

	private @Nullable ProcessScenario process;

	OrderScenario(Marketplace market, OrderActions actions) {
		this.market = market;
		this.actions = actions;
	}

	public OrderScenario of(Storyboard service) {
		this.content = service.content();
		return this;
	}

	/** Of a service that is on sale already. */
	public OrderScenario of(UUID listingOnSale, ListingContent content) {
		this.listing = listingOnSale;
		this.content = content;
		return this;
	}

	public OrderScenario between(String thisClient, String thisFreelancer) {
		this.client = thisClient;
		this.freelancer = thisFreelancer;
		return this;
	}

	/** The requirements come with the order. */
	public OrderScenario withAnswers(Map<String, ?> given) {
		this.answers = Decisions.requirements(given);
		return this;
	}

	/** The same, whatever is asked. */
	public OrderScenario withRequirements() {
		return withAnswers(ordinaryAnswers());
	}

	/** Another one of the same service between the same two. */
	public OrderScenario another() {
		return new OrderScenario(this.market, this.actions).between(this.client, this.freelancer)
			.of(listing(), this.content);
	}

	public OrderScenario placed() {
		number();
		return this;
	}

	// what the client and the freelancer decide

	public OrderScenario requirementsProvided() {
		return requirementsProvided(ordinaryAnswers());
	}

	public OrderScenario requirementsProvided(Map<String, ?> given) {
		return decided(Decisions.requirements(given));
	}

	public OrderScenario requirementsClear() {
		return decided(new ReviewRequirements.Decision(ReviewRequirements.Choice.CLEAR, null));
	}

	public OrderScenario clarificationAsked() {
		return clarificationAsked("Which fox?");
	}

	public OrderScenario clarificationAsked(String question) {
		return decided(new ReviewRequirements.Decision(ReviewRequirements.Choice.CLARIFY, question));
	}

	public OrderScenario clarified() {
		return clarified("The red one");
	}

	public OrderScenario clarified(String answer) {
		return decided(new ClarifyRequirements.Decision(answer, null));
	}

	public OrderScenario planned() {
		return decided(new PlanWork.Decision(List.of(new TaskInput("Draw", SubmittedDate.of(tomorrow())))));
	}

	/** A draft, with a file where one is to be approved. */
	public OrderScenario draftSubmitted() {
		return decided(new SubmitDraft.Decision("A sketch", switch (this.content.approval()) {
			case DRAFT_AND_PLAN -> List.of(this.actions.upload(this.freelancer, "sketch.txt", "sketch"));
			default -> null;
		}, null, null));
	}

	public OrderScenario draftApproved() {
		return decided(new ReviewDraft.Decision(ReviewDraft.Choice.APPROVE, null));
	}

	public OrderScenario changesAsked() {
		return decided(new ReviewDraft.Decision(ReviewDraft.Choice.CHANGES, "Less red"));
	}

	public OrderScenario progressPosted(String message) {
		return decided(new PostProgressUpdate.Decision(message, null, null));
	}

	public OrderScenario delivered() {
		return decided(new DeliverWork.Decision("Here it is", null, Collections.nCopies(this.points, "Done"), true));
	}

	public OrderScenario accepted() {
		return decided(new ReviewDelivery.Decision(ReviewDelivery.Choice.ACCEPT, null));
	}

	public OrderScenario revisionAsked() {
		return revisionAsked(new PointInput("A longer tail", "story", Scope.INSIDE));
	}

	public OrderScenario revisionAsked(PointInput... points) {
		this.points = points.length;
		return decided(new ReviewDelivery.Decision(ReviewDelivery.Choice.REVISION, List.of(points)));
	}

	public OrderScenario moreTimeAsked() {
		return decided(new ReviewDelivery.Decision(ReviewDelivery.Choice.MORE_TIME, null));
	}

	/** Whose step it is decides it. */
	public OrderScenario decided(StepDecision decision) {
		return decided(whose(decision.step()), decision);
	}

	public OrderScenario decided(String person, StepDecision decision) {
		this.actions.decide(number(), person, decision);
		return this;
	}

	/** Takes a step of the happy path, with what a worker does behind it. */
	public OrderScenario takes(OrderStep step) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS -> requirementsProvided();
			case REVIEW_REQUIREMENTS -> requirementsClear();
			case PLAN_WORK -> planned();
			case SUBMIT_DRAFT -> draftSubmitted().previewAnswered("notMade");
			case REVIEW_DRAFT -> draftApproved();
			case DELIVER_WORK -> delivered();
			case REVIEW_DELIVERY -> accepted();
			default -> throw new IllegalArgumentException("Not on the happy path: " + step);
		};
	}

	/** Everything on the happy path that comes before a step. */
	public OrderScenario until(OrderStep next) {
		STEPS.subList(0, STEPS.indexOf(next)).forEach(this::takes);
		return this;
	}

	public String whose(OrderStep step) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS, CLARIFY_REQUIREMENTS, ANSWER_QUESTION, REVIEW_DRAFT, REVIEW_DELIVERY ->
				this.client;
			default -> this.freelancer;
		};
	}

	public QuestionScenario question() {
		return new QuestionScenario(this.market, this);
	}

	public RequestScenario cancellationAsked(String person) {
		return asked(person,
				new NewRequest(ChangeRequest.Kind.CANCELLATION, "No longer needed", null, ResponsibleParty.NOBODY));
	}

	public RequestScenario extensionAsked(String person, Duration by) {
		return asked(person, new NewRequest(ChangeRequest.Kind.EXTENSION, "The fox is shy",
				SubmittedTime.of(String.valueOf(due().plus(by))), null));
	}

	public RequestScenario asked(String person, NewRequest request) {
		this.market.requests.ask(number(), person, request);
		return new RequestScenario(this.market, this);
	}

	public OrderScenario cancelledByClient(String reason) {
		this.market.desk.cancel(number(), this.client, reason);
		return this;
	}

	public OrderScenario previewAnswered(String result) {
		return workerAnswered("draft.preparePreview", result);
	}

	public OrderScenario dossierAnswered(String result) {
		return workerAnswered("order.buildDossier", result);
	}

	private OrderScenario workerAnswered(String topic, String result) {
		ExternalTaskService external = this.market.engine.getExternalTaskService();
		List<LockedExternalTask> locked = external.fetchAndLock(1, WORKER)
			.topic(topic, 60_000)
			.businessKey(number())
			.execute();
		assertThat(locked).as("task of %s for a worker on %s", number(), topic).hasSize(1);
		external.complete(locked.get(0).getId(), WORKER, null, Map.of("result", result));
		return this;
	}

	/** Moves the clock to when a timer is due, and fires that one. */
	public OrderScenario timeComesFor(String timer) {
		running().timeComesFor(timer);
		return this;
	}

	/**
	 * The freelancer has been silent for so long that an update is asked for. The clock
	 * is back where it was then.
	 */
	public OrderScenario updateAskedFor() {
		String silence = "event_updateCheckFellDue";
		try {
			// a first one may find that it is too early, since something was told
			// meanwhile
			while (running().waitsFor(silence)) {
				running().timeComesFor(silence);
			}
		}
		finally {
			this.market.clock.reset();
		}
		return this;
	}

	/** Fires a timer at the time that it is, before it is due or long after. */
	public OrderScenario fires(String timer) {
		running().fires(timer);
		return this;
	}

	// where it stands

	public String number() {
		if (this.number == null) {
			this.number = this.actions.place(this.client, listing(), this.answers);
			this.process = ProcessScenario.newest(this.market, "orderFulfilment", this.number);
		}
		return this.number;
	}

	public UUID listing() {
		if (this.listing == null) {
			this.listing = this.actions.sell(this.freelancer, this.content);
		}
		return this.listing;
	}

	public String client() {
		return this.client;
	}

	public String freelancer() {
		return this.freelancer;
	}

	public OrderStatus status() {
		return this.market.reading.order(number(), this.client).status();
	}

	public Instant due() {
		return this.market.reading.order(number(), this.client).clock().due();
	}

	/** How often something is on the order's timeline. */
	public long timeline(TimelineKind kind) {
		return this.market.timelines.of(number(), this.client, null, 100)
			.items()
			.stream()
			.filter((line) -> line.kind() == kind)
			.count();
	}

	/** For assertions on where the process stands, also after it has ended. */
	public ProcessInstance process() {
		return running().instance();
	}

	/** Everything that the order waits at, without the sub-processes around it. */
	public List<String> waitsAt() {
		return running().waitsAt();
	}

	/** How many timers the order waits for. */
	public long waitingJobs() {
		return running().waitingJobs();
	}

	public Job job(String timer) {
		return running().job(timer);
	}

	private ProcessScenario running() {
		number();
		return Objects.requireNonNull(this.process);
	}

	private Map<String, Object> ordinaryAnswers() {
		Map<String, Object> given = new LinkedHashMap<>();
		for (RequirementQuestion question : this.content.questions()) {
			switch (question.kind()) {
				case TEXT -> given.put(question.key(), "A fox looks for the sea.");
				case SINGLE_CHOICE -> given.put(question.key(), question.choices().get(0));
				case MULTIPLE_CHOICE -> given.put(question.key(), List.of(question.choices().get(0)));
				default -> {
					// may be left out
				}
			}
		}
		return given;
	}

	private LocalDate tomorrow() {
		return LocalDate.ofInstant(this.market.clock.instant(), ZoneOffset.UTC).plusDays(1);
	}

}
