package io.orderflow.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingFlow;
import io.orderflow.catalog.ListingReview;
import io.orderflow.catalog.ListingService;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.NotificationView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.late.LateOrderService;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.question.QuestionDesk;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.order.timeline.TimelineService;
import io.orderflow.platform.Page;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where tests find people, services and orders. The people of the demo are there: Léa
 * sells storyboards, Camille orders them, Mona approves what is sold. A test that counts
 * what somebody has, or was told, takes newcomers.
 */
@Component
@Profile("test")
public class Marketplace {

	public static final String FREELANCER = "lea";

	public static final String CLIENT = "camille";

	public static final String MODERATOR = "mona";

	private static final Set<String> DEMO = Set.of(FREELANCER, CLIENT, MODERATOR, "oliver");

	final OrderPlacementService placing;

	final OrderDesk desk;

	final RequestDesk requests;

	final QuestionDesk questions;

	final OrderViewService reading;

	final TimelineService timelines;

	final AttachmentService files;

	final ProcessEngine engine;

	final MovableClock clock;

	private final ListingService listings;

	private final ListingFlow reviews;

	private final NotificationService notifications;

	private final Newcomers newcomers;

	Marketplace(ListingService listings, ListingFlow reviews, OrderPlacementService placing, OrderDesk desk,
			RequestDesk requests, QuestionDesk questions, OrderViewService reading, TimelineService timelines,
			AttachmentService files, NotificationService notifications, Newcomers newcomers, ProcessEngine engine,
			MovableClock clock) {
		this.listings = listings;
		this.reviews = reviews;
		this.placing = placing;
		this.desk = desk;
		this.requests = requests;
		this.questions = questions;
		this.reading = reading;
		this.timelines = timelines;
		this.files = files;
		this.notifications = notifications;
		this.newcomers = newcomers;
		this.engine = engine;
		this.clock = clock;
	}

	public String aClient(Locale language) {
		return this.newcomers.person("Camille", language, UserStore.CLIENTS);
	}

	public String aFreelancer(Locale language) {
		return this.newcomers.person("Noah", language, UserStore.FREELANCERS);
	}

	/** Somebody of the demo, or a newcomer, who sends a password with every call. */
	public static Visitor visitor(int port, String person) {
		return Visitor.withPassword(port, person, DEMO.contains(person) ? "orderflow" : Newcomers.PASSWORD);
	}

	/** A service that waits for a moderator. */
	public UUID aSubmittedListing(String freelancer, ListingContent content) {
		UUID listing = this.listings.create(freelancer, content);
		this.listings.submit(listing, freelancer);
		return listing;
	}

	/** A service on sale. */
	public UUID anApprovedListing(String freelancer, ListingContent content) {
		UUID listing = aSubmittedListing(freelancer, content);
		this.reviews.review(listing, MODERATOR, new ListingReview(ListingReview.Choice.APPROVE, null));
		return listing;
	}

	/**
	 * An order of an ordinary storyboard between Camille and Léa, unless it is said
	 * otherwise.
	 */
	public OrderScenario anOrder() {
		return new OrderScenario(this, new ServiceOrderActions(this));
	}

	/** An order between two people who have nothing else, and read in this language. */
	public OrderScenario anOrderBetweenNewcomers(Locale language) {
		return anOrder().between(aClient(language), aFreelancer(language)).of(Storyboard.asksEverything());
	}

	/** An order that is walked over HTTP. */
	public OrderScenario anOrderOverHttp(int port) {
		return new OrderScenario(this, new ApiOrderActions(port));
	}

	/** Answers whatever waits for a worker on a topic, of any order. */
	public void workersAnswer(String topic, String result) {
		ExternalTaskService workers = this.engine.getExternalTaskService();
		for (LockedExternalTask task : workers.fetchAndLock(100, "test").topic(topic, 10_000).execute()) {
			workers.complete(task.getId(), "test", null, Map.of("result", result));
		}
	}

	/**
	 * The sweep comes round as often as it takes until no order is late that was not
	 * found so.
	 */
	public void deadlinesAreSwept() {
		lateOrdersAreFound();
		jobs("serviceTask_notifyBothOfLateness")
			.forEach((telling) -> this.engine.getManagementService().executeJob(telling.getId()));
	}

	/** The same before anybody is told. */
	public void lateOrdersAreFound() {
		long found = LateOrderService.AT_ONCE;
		while (found >= LateOrderService.AT_ONCE) {
			long before = watched();
			ManagementService management = this.engine.getManagementService();
			management.executeJob(management.createJobQuery().activityId("event_sweepFellDue").singleResult().getId());
			List<Job> batches = jobs("serviceTask_startLateOrders");
			assertThat(batches).as("a batch of the sweep").isNotEmpty();
			while (!batches.isEmpty()) {
				batches.forEach((batch) -> management.executeJob(batch.getId()));
				jobs("event_pausePassed").forEach((pause) -> management.executeJob(pause.getId()));
				batches = jobs("serviceTask_startLateOrders");
			}
			found = watched() - before;
		}
	}

	private long watched() {
		return this.engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("lateOrder").count();
	}

	/** The process that watches an order since it was found late. */
	public LateScenario watching(OrderScenario order) {
		return new LateScenario(ProcessScenario.newest(this, "lateOrder", order.number()));
	}

	/** The id of an open task of an order, as Tasklist knows it. */
	public String openTask(String number, String userTask) {
		return this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(number)
			.taskDefinitionKey(userTask)
			.singleResult()
			.getId();
	}

	private List<Job> jobs(String activity) {
		return this.engine.getManagementService().createJobQuery().activityId(activity).list();
	}

	/** All that somebody was told, also by tests that were ahead of this one's time. */
	public List<NotificationView> told(String person) {
		List<NotificationView> told = new ArrayList<>();
		String cursor = null;
		do {
			Page<NotificationView> page = this.notifications.page(person, cursor, 100);
			told.addAll(page.items());
			cursor = page.next();
		}
		while (cursor != null);
		return told;
	}

}
