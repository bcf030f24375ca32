package io.orderflow.fulfilment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.money.Monetary;

import io.orderflow.Decisions;
import io.orderflow.MovableClock;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingFlow;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.NotificationView;
import io.orderflow.order.OrderDesk;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.order.timeline.TimelineService;
import io.orderflow.platform.Page;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Fixtures in the words of the business: Léa sells storyboards, Camille orders them, Mona
 * approves what is sold. All of it goes the way in that people use.
 */
@Component
@Profile("test")
public class Marketplace {

	static final String FREELANCER = "lea";

	static final String CLIENT = "camille";

	static final String MODERATOR = "mona";

	static final Duration UPDATE_ASKED_AFTER = Duration.ofDays(2);

	static final Duration UPDATE_REMINDED_AFTER = Duration.ofDays(3);

	private static final RequirementQuestion STORY = new RequirementQuestion("story", Kind.TEXT, "Your story?", true);

	private static final RequirementQuestion STYLES = new RequirementQuestion("styles", Kind.MULTIPLE_CHOICE,
			"Which styles?", false, List.of("ink, black", "oil", "chalk"), List.of());

	final ListingService listings;

	final ListingFlow reviews;

	final OrderDesk desk;

	final OrderPlacementService placements;

	final RequestDesk requests;

	final OrderViewService reading;

	final TimelineService timelines;

	final NotificationService notifications;

	final ProcessEngine engine;

	final MovableClock clock;

	Marketplace(ListingService listings, ListingFlow reviews, OrderDesk desk, OrderPlacementService placements,
			RequestDesk requests, OrderViewService reading, TimelineService timelines,
			NotificationService notifications, ProcessEngine engine, MovableClock clock) {
		this.listings = listings;
		this.reviews = reviews;
		this.desk = desk;
		this.placements = placements;
		this.requests = requests;
		this.reading = reading;
		this.timelines = timelines;
		this.notifications = notifications;
		this.engine = engine;
		this.clock = clock;
	}

	static ListingContent storyboards(ApprovalNeeded approval, List<RequirementQuestion> questions) {
		return new ListingContent("Storyboard", "Six images", "fr",
				Monetary.getDefaultAmountFactory().setNumber(120).setCurrency("EUR").create(), Duration.ofDays(20), 1,
				approval, UPDATE_ASKED_AFTER, UPDATE_REMINDED_AFTER, Duration.ofDays(3), questions);
	}

	/** A service that waits for a moderator. */
	UUID submitted(ListingContent content) {
		UUID listing = this.listings.create(FREELANCER, content);
		this.listings.submit(listing, FREELANCER);
		return listing;
	}

	UUID approved(ListingContent content) {
		UUID listing = submitted(content);
		this.reviews.review(listing, MODERATOR, Decisions.review(Map.of("decision", "approve")));
		return listing;
	}

	/** An order whose client owes the requirements, and approves the plan. */
	OrderOnItsWay order() {
		return order(storyboards(ApprovalNeeded.PLAN, List.of(STORY, STYLES)));
	}

	/** An order of a service that asks nothing up front. */
	OrderOnItsWay orderWithoutQuestions() {
		return order(storyboards(ApprovalNeeded.PLAN, List.of()));
	}

	/** An order whose client answered while ordering. */
	OrderOnItsWay orderWithAnswers(Map<String, Object> answers) {
		UUID listing = approved(storyboards(ApprovalNeeded.PLAN, List.of(STORY, STYLES)));
		return new OrderOnItsWay(this,
				this.placements.place(CLIENT, new PlaceOrder(listing, null, Decisions.requirements(answers), null))
					.number());
	}

	/** An order whose client approves nothing before the delivery. */
	OrderOnItsWay orderWithoutApproval() {
		return order(storyboards(ApprovalNeeded.NONE, List.of(STORY)));
	}

	/** All that somebody was told, also by tests that were ahead of this one's time. */
	List<NotificationView> told(String person) {
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

	private OrderOnItsWay order(ListingContent content) {
		return new OrderOnItsWay(this,
				this.placements.place(CLIENT, new PlaceOrder(approved(content), null, null, null)).number());
	}

}
