package io.orderflow.contact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.dashboard.ContactBook;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.process.OrderProcessService;
import io.orderflow.order.timeline.WaitingTimes;
import io.orderflow.order.timeline.WaitingTimes.Reason;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Who of two people waited for whom, over all their closed orders (S20). */
@OrderflowTest
class ContactWaitingTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace market;

	@Autowired
	private ContactBook contacts;

	@Autowired
	private OrderViewService reading;

	@Autowired
	private OrderProcessService process;

	@Autowired
	private MovableClock clock;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private JdbcClient jdbc;

	private OrderScenario order;

	@BeforeEach
	void anOrder() {
		this.clock.freeze();
		this.order = this.market.anOrderBetweenNewcomers(Locale.ENGLISH).of(Storyboard.ordinary());
	}

	@AfterEach
	void letTheClockGo() {
		this.clock.reset();
	}

	@Test
	void what_their_closed_orders_waited_is_added_up_by_reason() {
		completed(this.order);
		OrderScenario cancelled = this.order.another().placed();
		pass(Duration.ofMinutes(90));
		cancelled.cancelledByClient("I found another way");
		OrderScenario running = this.order.another().placed();
		pass(Duration.ofDays(2));
		running.requirementsProvided();

		WaitingTimes waited = history().waited();
		assertThat(waited.client().reasons()).isEqualTo(Map.of(Reason.REQUIREMENTS, Duration.ofMinutes(30 * 60 + 90),
				Reason.CLARIFICATION, Duration.ofSeconds(61), Reason.QUESTION, Duration.ofHours(5), Reason.DRAFT,
				Duration.ofHours(2), Reason.REVIEW, Duration.ofHours(7)));
		assertThat(waited.freelancer().reasons())
			.isEqualTo(Map.of(Reason.PLANNING, Duration.ofMinutes(10), Reason.DRAFTING, Duration.ofMinutes(25),
					Reason.WORK, Duration.ofHours(20), Reason.REVISION, Duration.ofHours(3)));
		assertThat(waited.client().total().plus(waited.freelancer().total()))
			.isEqualTo(age(this.order).plus(age(cancelled)));

		this.process.complete(this.order.number());
		assertThat(history().waited()).as("a job that runs again adds nothing").isEqualTo(waited);
	}

	@Test
	void both_read_it_among_their_contacts_and_beside_the_order() {
		completed(this.order);
		for (JsonNode items : List.of(items(this.order.freelancer(), "selling"),
				items(this.order.client(), "buying"))) {
			assertThat(items).hasSize(1);
			assertThat(items.get(0).at("/waited/client/total").asText()).isEqualTo("PT44H1M1S");
			assertThat(items.get(0).at("/waited/client/reasons/DRAFT").asText()).isEqualTo("PT2H");
			assertThat(items.get(0).at("/waited/freelancer/reasons/WORK").asText()).isEqualTo("PT20H");
		}
		assertThat(page(this.order.freelancer(), "/contacts")).contains("Time waited",
				"for Camille Newcomer: 1\u00a0day 20\u00a0hours", "for you: 23\u00a0hours 35\u00a0minutes",
				"Draft or plan to review:");
		assertThat(page(this.order.freelancer(), "/orders/" + this.order.number())).contains(
				"Waiting time in closed orders: 1\u00a0day 20\u00a0hours for Camille Newcomer, 23\u00a0hours 35\u00a0minutes for you");
		OrderScenario french = this.market.anOrderBetweenNewcomers(Locale.FRENCH).of(Storyboard.ordinary());
		completed(french);
		assertThat(page(french.client(), "/contacts")).contains("à vous attendre\u00a0: 1\u00a0jour 20\u00a0heures",
				"Brouillon ou plan à examiner");
		assertThat(page(french.client(), "/orders/" + french.number()))
			.contains("1\u00a0jour 20\u00a0heures à vous attendre")
			.containsPattern("23\u00a0heures 35\u00a0minutes à attendre N[^,]+, ");
		OrderScenario first = this.market.anOrderBetweenNewcomers(Locale.ENGLISH).placed();
		assertThat(page(first.freelancer(), "/contacts")).as("nothing is closed yet")
			.containsPattern("<span>–</span>\\s*</td>")
			.doesNotContain("for you:");
	}

	@Test
	void an_order_that_was_closed_before_they_were_kept_counts_alike() throws IOException {
		completed(this.order);
		OrderScenario early = this.order.another().withRequirements().placed();
		pass(Duration.ofMinutes(3));
		early.cancellationAsked(early.client()).accepted(early.freelancer());
		OrderScenario planned = this.order.another().of(Storyboard.ordinary().approving(ApprovalNeeded.NONE));
		planned.requirementsProvided().requirementsClear().planned();
		pass(Duration.ofMinutes(4));
		planned.question().asked();
		pass(Duration.ofMinutes(5));
		planned.cancellationAsked(planned.client()).accepted(planned.freelancer());
		String migration = Files
			.readString(Path.of("src/main/resources/db/migration/V68__waiting_times_of_closed_orders.sql"));
		int counted = migration.indexOf("update orders set waited");
		String counting = migration.substring(counted, migration.indexOf(';', counted));
		this.transactions.executeWithoutResult((tx) -> {
			tx.setRollbackOnly();
			for (OrderScenario closed : List.of(this.order, early, planned)) {
				JsonNode kept = waited(closed);
				assertThat(kept).isNotEmpty();
				this.jdbc.sql("update orders set waited = null where number = ?").param(closed.number()).update();
				this.jdbc.sql(counting).update();
				JsonNode again = waited(closed);
				assertThat(again).hasSameSizeAs(kept);
				kept.fields()
					.forEachRemaining(
							(reason) -> assertThat(again.get(reason.getKey()).decimalValue()).as(reason.getKey())
								.isEqualByComparingTo(reason.getValue().decimalValue()));
			}
		});
	}

	/** Both take their time at each step. */
	private void completed(OrderScenario one) {
		one.placed();
		pass(Duration.ofHours(30));
		one.requirementsProvided();
		pass(Duration.ofMinutes(10));
		one.clarificationAsked();
		pass(Duration.ofSeconds(61));
		one.clarified().requirementsClear().planned();
		pass(Duration.ofMinutes(20));
		one.question().asked();
		pass(Duration.ofHours(5));
		one.question().answered();
		pass(Duration.ofMinutes(5));
		one.draftSubmitted().previewAnswered("made");
		pass(Duration.ofHours(2));
		one.draftApproved();
		pass(Duration.ofHours(20));
		one.delivered();
		pass(Duration.ofHours(1));
		one.revisionAsked();
		pass(Duration.ofHours(3));
		one.delivered();
		pass(Duration.ofHours(6));
		one.accepted();
	}

	private void pass(Duration time) {
		this.clock.advance(time);
	}

	private ContactBook.History history() {
		return this.contacts.between(this.order.client(), this.order.freelancer()).orElseThrow();
	}

	private Duration age(OrderScenario closed) {
		WaitingTimes waited = this.reading.order(closed.number(), closed.client()).waited();
		return waited.client().total().plus(waited.freelancer().total());
	}

	private JsonNode waited(OrderScenario closed) {
		String json = this.jdbc.sql("select waited from orders where number = ?")
			.param(closed.number())
			.query(String.class)
			.single();
		return read(json);
	}

	private JsonNode items(String reader, String side) {
		return read(Marketplace.visitor(this.port, reader).get("/api/contacts?side=" + side).body()).get("items");
	}

	private String page(String reader, String path) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(reader, Newcomers.PASSWORD);
		return visitor.get(path).body();
	}

	private static JsonNode read(String json) {
		try {
			return JSON.readTree(json);
		}
		catch (IOException ex) {
			throw new AssertionError(json, ex);
		}
	}

}
