package io.orderflow.browser;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import javax.money.Monetary;

import com.microsoft.playwright.Request;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page about orders and services in a real browser, at every step that shows
 * another form, in both languages; and how much a first visit loads.
 */
@OrderflowTest
class OrderPagesTest {

	/** What {@code web.md} allows a page with everything that it loads the first time. */
	private static final int FIRST_VISIT = 100_000;

	private static Chromium chromium;

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private Listings listings;

	@Autowired
	private ListingFlow reviews;

	@Autowired
	private OrderDesk desk;

	@Autowired
	private ExternalTaskService workers;

	private String client;

	private String freelancer;

	private UUID listing;

	@BeforeAll
	static void start() {
		chromium = Chromium.start();
	}

	@AfterAll
	static void stop() {
		if (chromium != null) {
			chromium.close();
		}
	}

	@BeforeEach
	void people() {
		people(Locale.ENGLISH);
	}

	private void people(Locale language) {
		this.client = this.newcomers.person("Camille", language, UserStore.CLIENTS);
		this.freelancer = this.newcomers.person("Noah", language, UserStore.FREELANCERS);
		this.listing = this.listings.create(this.freelancer, new ListingContent("Storyboard", "Six images", "fr",
				Monetary.getDefaultAmountFactory().setNumber(120).setCurrency("EUR").create(), Duration.ofDays(5), 1,
				ApprovalNeeded.PLAN, Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(3),
				List.of(new RequirementQuestion("story", Kind.TEXT, "Your story?", true),
						new RequirementQuestion("format", Kind.SINGLE_CHOICE, "Format", false, List.of("16:9", "4:3"),
								List.of()),
						new RequirementQuestion("moods", Kind.MULTIPLE_CHOICE, "Moods", false, List.of("Night", "Day"),
								List.of()),
						new RequirementQuestion("by", Kind.DATE, "Needed by", false),
						new RequirementQuestion("logo", Kind.FILE, "Logo", false))));
		this.listings.submit(this.listing, this.freelancer);
		this.reviews.review(this.listing, this.newcomers.moderator(), Map.of("decision", "approve"));
	}

	/** French on a phone, since its words are the longer ones. */
	@ParameterizedTest
	@CsvSource({ "en, " + Onlooker.WIDE, "fr, " + Onlooker.PHONE })
	void every_page_fits_and_reads(String language, int width) {
		people(Locale.forLanguageTag(language));
		this.desk.place(this.client, new PlaceOrder(this.listing, null, null));
		String order = place();
		try (Onlooker buying = at(width, this.client); Onlooker selling = at(width, this.freelancer)) {
			selling.looksAt("/sell", "sell-" + language);
			selling.looksAt("/sell?show=all", "sell-all-" + language);
			selling.looksAt("/sell/listings", "my-services-" + language);
			selling.looksAt("/sell/listings/" + this.listing, "my-service-" + language);
			selling.looksAt("/account", "account-freelancer-" + language);
			buying.looksAt("/buy", "buy-" + language);
			buying.looksAt("/services", "services-" + language);
			buying.looksAt("/services/" + this.listing, "service-" + language);
			buying.looksAt("/account", "account-client-" + language);
			for (OrderStep step : List.of(OrderStep.PROVIDE_REQUIREMENTS, OrderStep.REVIEW_REQUIREMENTS,
					OrderStep.PLAN_WORK, OrderStep.SUBMIT_DRAFT, OrderStep.REVIEW_DRAFT, OrderStep.DELIVER_WORK,
					OrderStep.REVIEW_DELIVERY)) {
				boolean clients = CLIENTS.contains(step);
				(clients ? buying : selling).looksAt("/orders/" + order, "order-" + step.id() + "-" + language);
				this.desk.decide(order, step, clients ? this.client : this.freelancer, values(step));
				if (step == OrderStep.SUBMIT_DRAFT) {
					previewIsNotMade(order);
				}
			}
			selling.looksAt("/orders/" + order, "order-completed-" + language);
			buying.looksAt("/orders/" + order + "/timeline", "timeline-" + language);
			selling.looksAt("/sell?show=completed", "sell-completed-" + language);
		}
	}

	private static final List<OrderStep> CLIENTS = List.of(OrderStep.PROVIDE_REQUIREMENTS, OrderStep.REVIEW_DRAFT,
			OrderStep.REVIEW_DELIVERY);

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

	@Test
	void a_first_visit_loads_little() {
		String order = place();
		for (String page : List.of("/sell", "/orders/" + order, "/services", "/conversations", "/contacts", "/account",
				"/sell/listings/new")) {
			try (Onlooker noah = at(Onlooker.WIDE, this.freelancer).forgetsFiles()) {
				List<Request> loaded = new ArrayList<>();
				noah.page().onRequestFinished(loaded::add);
				noah.go(page).page().waitForLoadState();
				int bytes = List.copyOf(loaded).stream().mapToInt((request) -> request.sizes().responseBodySize).sum();
				assertThat(bytes).as("bytes of %s", page).isBetween(10_000, FIRST_VISIT);
			}
		}
	}

	private void previewIsNotMade(String order) {
		for (LockedExternalTask task : this.workers.fetchAndLock(1, "test")
			.topic("draft.preparePreview", 10_000)
			.businessKey(order)
			.execute()) {
			this.workers.complete(task.getId(), "test", null, Map.of("result", "notMade"));
		}
	}

	private String place() {
		return this.desk.place(this.client, new PlaceOrder(this.listing, null, null)).number();
	}

	private Onlooker at(int width, String account) {
		return Onlooker.at(chromium.browser(), this.port, width, account, Newcomers.PASSWORD);
	}

}
