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

import io.orderflow.Newcomers;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingFlow;
import io.orderflow.catalog.Listings;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.order.OrderDesk;
import io.orderflow.order.OrderStep;
import io.orderflow.order.PlaceOrder;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;

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

	private static final Set<OrderStep> CLIENTS = Set.of(OrderStep.PROVIDE_REQUIREMENTS, OrderStep.REVIEW_DRAFT,
			OrderStep.REVIEW_DELIVERY);

	private final Newcomers newcomers;

	private final Listings listings;

	private final ListingFlow reviews;

	private final OrderDesk desk;

	private final ExternalTaskService workers;

	BrowserOrders(Newcomers newcomers, Listings listings, ListingFlow reviews, OrderDesk desk,
			ExternalTaskService workers) {
		this.newcomers = newcomers;
		this.listings = listings;
		this.reviews = reviews;
		this.desk = desk;
		this.workers = workers;
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
		this.reviews.review(listing, this.newcomers.moderator(), Map.of("decision", "approve"));
		return new Sold(place(client, listing), listing, client, freelancer);
	}

	/** One more of the same service, by the same client. */
	String another(Sold like) {
		return place(like.client(), like.listing());
	}

	private String place(String client, UUID listing) {
		return this.desk.place(client, new PlaceOrder(listing, null, null, null)).number();
	}

	/** Everything that comes before a step is done. */
	Sold until(OrderStep next, Sold order) {
		STEPS.subList(0, STEPS.indexOf(next)).forEach((step) -> decide(order, step));
		return order;
	}

	void decide(Sold order, OrderStep step) {
		this.desk.decide(order.number(), step, order.whose(step), values(step));
		if (step == OrderStep.SUBMIT_DRAFT) {
			previewIsNotMade(order.number());
		}
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
