package io.orderflow.browser;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.money.Monetary;

import io.orderflow.Decisions;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingFlow;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.order.OrderDesk;
import io.orderflow.order.OrderStep;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Orders between people made for one test, each as far as a page needs it. */
@Component
@Profile("test")
class BrowserOrders {

	/** The happy path; what a worker does goes with the step before. */
	static final List<OrderStep> STEPS = List.of(OrderStep.PROVIDE_REQUIREMENTS, OrderStep.REVIEW_REQUIREMENTS,
			OrderStep.PLAN_WORK, OrderStep.SUBMIT_DRAFT, OrderStep.REVIEW_DRAFT, OrderStep.DELIVER_WORK,
			OrderStep.REVIEW_DELIVERY);

	private static final Set<OrderStep> CLIENTS = Set.of(OrderStep.PROVIDE_REQUIREMENTS, OrderStep.CLARIFY_REQUIREMENTS,
			OrderStep.REVIEW_DRAFT, OrderStep.REVIEW_DELIVERY);

	private final Newcomers newcomers;

	private final ListingService listings;

	private final ListingFlow reviews;

	private final OrderDesk desk;

	private final OrderPlacementService placements;

	private final RequestDesk requests;

	private final ExternalTaskService workers;

	private final RuntimeService processes;

	private final ManagementService jobs;

	private final MovableClock clock;

	BrowserOrders(Newcomers newcomers, ListingService listings, ListingFlow reviews, OrderDesk desk,
			OrderPlacementService placements, RequestDesk requests, ExternalTaskService workers,
			RuntimeService processes, ManagementService jobs, MovableClock clock) {
		this.newcomers = newcomers;
		this.listings = listings;
		this.reviews = reviews;
		this.desk = desk;
		this.placements = placements;
		this.requests = requests;
		this.workers = workers;
		this.processes = processes;
		this.jobs = jobs;
		this.clock = clock;
	}

	/**
	 * An order that waits for its requirements.
	 *
	 * @param listing a service with a question of every kind
	 */
	record Sold(String number, UUID listing, String client, String freelancer) {

		String whose(OrderStep step) {
			return CLIENTS.contains(step) ? this.client : this.freelancer;
		}

	}

	Sold sold(Locale language) {
		String client = this.newcomers.person("Camille", language, UserStore.CLIENTS);
		String freelancer = this.newcomers.person("Noah", language, UserStore.FREELANCERS);
		UUID listing = this.listings.create(freelancer, new ListingContent("Storyboard", "Six images", "fr",
				Monetary.getDefaultAmountFactory().setNumber(120).setCurrency("EUR").create(), Duration.ofDays(5), 1,
				ApprovalNeeded.PLAN, Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(3),
				List.of(new RequirementQuestion("story", Kind.TEXT, "Your story?", true),
						new RequirementQuestion("format", Kind.SINGLE_CHOICE, "Format", false, List.of("16:9", "4:3"),
								List.of()),
						new RequirementQuestion("moods", Kind.MULTIPLE_CHOICE, "Moods", false, List.of("Night", "Day"),
								List.of()),
						new RequirementQuestion("by", Kind.DATE, "Needed by", false),
						new RequirementQuestion("logo", Kind.FILE, "Logo", false))));
		this.listings.submit(listing, freelancer);
		this.reviews.review(listing, this.newcomers.moderator(), Decisions.review(Map.of("decision", "approve")));
		return new Sold(place(client, listing), listing, client, freelancer);
	}

	/** One more of the same service, by the same client. */
	String another(Sold like) {
		return place(like.client(), like.listing());
	}

	private String place(String client, UUID listing) {
		return this.placements.place(client, new PlaceOrder(listing, null, null, null)).number();
	}

	/** Everything that comes before a step is done. */
	Sold until(OrderStep next, Sold order) {
		STEPS.subList(0, STEPS.indexOf(next)).forEach((step) -> decide(order, step));
		return order;
	}

	void decide(Sold order, OrderStep step) {
		decide(order, step, values(step));
		if (step == OrderStep.SUBMIT_DRAFT) {
			previewIsNotMade(order.number());
		}
	}

	void decide(Sold order, OrderStep step, Map<String, Object> values) {
		this.desk.decide(order.number(), order.whose(step), Decisions.of(step, values));
	}

	/** The freelancer has been silent for so long that an update is asked for. */
	void updateIsAskedFor(Sold order) {
		String process = this.processes.createProcessInstanceQuery()
			.processInstanceBusinessKey(order.number())
			.processDefinitionKey("orderFulfilment")
			.singleResult()
			.getId();
		JobQuery silences = this.jobs.createJobQuery()
			.processInstanceId(process)
			.activityId("event_updateCheckFellDue");
		try {
			// a first one may find that it is too early, since something was told
			// meanwhile
			for (Job silence = silences.singleResult(); silence != null; silence = silences.singleResult()) {
				this.clock.moveTo(silence.getDuedate().toInstant().plusSeconds(1));
				this.jobs.executeJob(silence.getId());
			}
		}
		finally {
			this.clock.reset();
		}
	}

	void clientAsksToCancel(Sold order) {
		this.requests.ask(order.number(), order.client(), Decisions
			.request(Map.of("kind", "cancellation", "reason", "The film is off.", "responsible", "nobody")));
	}

	void freelancerRefuses(Sold order) {
		this.desk.decide(order.number(), order.freelancer(),
				Decisions.of(OrderStep.ANSWER_REQUEST, Map.of("decision", "refuse", "answer", "Half of it is done.")));
	}

	void clientDisputes(Sold order) {
		this.requests.dispute(order.number(), order.client(), "I was shown nothing.");
	}

	void moderatorLetsItGoOn(Sold order, String moderator) {
		this.requests.rule(order.number(), moderator,
				Decisions.ruling(Map.of("decision", "refuse", "reason", "It nearly is.")));
	}

	private static Map<String, Object> values(OrderStep step) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS -> Map.of("answer_story", "A fox looks for the sea.", "answer_format", "16:9",
					"answer_moods", List.of("Night"));
			case REVIEW_REQUIREMENTS -> Map.of("decision", "clear");
			case PLAN_WORK -> Map.of("tasks", LocalDate.now(ZoneOffset.UTC).plusDays(1) + " Draw");
			case SUBMIT_DRAFT -> Map.of("message", "This is the plan.");
			case REVIEW_DRAFT -> Map.of("decision", "approve");
			case DELIVER_WORK -> Map.of("message", "Here it is.");
			case REVIEW_DELIVERY -> Map.of("decision", "accept");
			default -> throw new IllegalArgumentException(step.id());
		};
	}

	private void previewIsNotMade(String number) {
		for (LockedExternalTask task : this.workers.fetchAndLock(1, "test")
			.topic("draft.preparePreview", 10_000)
			.businessKey(number)
			.execute()) {
			this.workers.complete(task.getId(), "test", null, Map.of("result", "notMade"));
		}
	}

}
