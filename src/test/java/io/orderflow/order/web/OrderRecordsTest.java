package io.orderflow.order.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.Visitor;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static io.orderflow.order.web.Market.created;
import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What PostgreSQL holds of an order, and keeps. */
@OrderflowTest
class OrderRecordsTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private OrderPlacementService placements;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private QueryPlans plans;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private TransactionTemplate transactions;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
	}

	@Test
	void the_order_and_its_process_commit_together_or_not_at_all() {
		UUID listing = UUID.fromString(this.market.storyboard());
		String number = this.transactions.execute((tx) -> {
			String placed = this.placements.place("camille", new PlaceOrder(listing, null, null, null)).number();
			assertThat(instances(placed)).isOne();
			tx.setRollbackOnly();
			return placed;
		});
		assertThat(instances(number)).isZero();
		assertThat(rows("select count(*) from orders where number = ?", number)).isZero();
		assertThat(rows("select count(*) from notification where order_number = ?", number)).isZero();

		String kept = this.market.placed(listing.toString());
		assertThat(instances(kept)).isOne();
		assertThat(rows("select count(*) from orders where number = ?", kept)).isOne();
		assertThat(
				rows("select count(*) from conversation c join orders o on o.id = c.order_id where o.number = ?", kept))
			.as("S7: its conversation, in the same transaction")
			.isOne();
	}

	@Test
	void the_database_itself_keeps_the_timeline_append_only() {
		String number = this.market.placed();
		String ofOrder = " where order_id = (select id from orders where number = '" + number + "')";
		for (String rewriting : List.of("update timeline_entry set kind = 'ORDER_COMPLETED'" + ofOrder,
				"delete from timeline_entry" + ofOrder, "truncate timeline_entry")) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.jdbc.execute(rewriting))
				.withMessageContaining("append-only");
		}
		assertThat(ok(this.market.camille().get("/api/orders/" + number + "/timeline")).at("/items/0/kind").asText())
			.isEqualTo("ORDER_PLACED");
	}

	@Test
	void an_order_keeps_what_it_was_placed_on_whatever_becomes_of_the_service() {
		String listing = this.market.listing("NONE", 2, Market.STORY);
		String number = this.market.placed(listing);
		ok(this.market.lea().put("/api/listings/" + listing, """
				{"title":"Something else","description":"Less","language":"fr",
				 "price":{"amount":"999.00","currency":"EUR"},"deliveryTime":"P9D","revisions":0,
				 "approval":"PLAN","updateAskedAfter":"P2D","updateRemindedAfter":"P3D","revisionRoundTime":"P3D",
				 "questions":[]}"""));
		ok(this.market.lea().post("/api/listings/" + listing + "/submission", ""));
		JsonNode order = ok(this.market.camille().get("/api/orders/" + number));
		assertThat(order.get("title").asText()).isEqualTo("Storyboard");
		assertThat(order.at("/price/amount").asText()).isEqualTo("120.00");
		assertThat(order.at("/revisions/included").asInt()).isEqualTo(2);
		assertThat(order.at("/requirements/0/question/key").asText()).isEqualTo("story");
	}

	@Test
	void a_refused_step_writes_nothing_and_keeps_its_files() {
		String number = this.market.drafting();
		int lines = timelineLength(number);
		String file = Market.upload(this.market.lea(), "sketch.txt", "sketch");
		Market.refused(
				this.market.lea()
					.post("/api/orders/" + number + "/drafts", json(Map.of("message", " ", "files", List.of(file)))),
				400, "text-missing");
		assertThat(timelineLength(number)).isEqualTo(lines);
		assertThat(rows("select count(*) from draft d join orders o on o.id = d.order_id where o.number = ?", number))
			.isZero();
		ok(this.market.lea()
			.post("/api/orders/" + number + "/drafts", json(Map.of("message", "Here", "files", List.of(file)))));
	}

	@Test
	void my_orders_are_paged_by_key_and_none_is_missed_or_shown_twice() {
		// who has ordered nothing before, nor in a future that another test went to
		String newcomer = this.newcomers.client();
		Visitor client = Marketplace.visitor(this.port, newcomer);
		Market mine = new Market(this.port, this.marketplace, Marketplace.FREELANCER, newcomer);
		String listing = mine.listing("NONE", 1, Market.STORY);
		List<String> placed = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			placed.add(0, mine.placed(listing));
		}
		List<String> read = new ArrayList<>();
		String cursor = "";
		do {
			JsonNode page = ok(client.get("/api/orders?role=client&limit=3&cursor=" + cursor));
			page.get("items").forEach((order) -> read.add(order.get("number").asText()));
			cursor = page.path("next").asText();
		}
		while (!cursor.isEmpty() && read.size() < 100);
		assertThat(read).isEqualTo(placed);
	}

	@Test
	void lists_and_timelines_are_read_on_an_index_made_for_them() {
		// who has most of all orders is found on any index that has them in order
		assertThat(plan(
				"select * from orders where client = 'somebody' and (placed_at, id) < ('2030-01-01', '00000000-0000-0000-0000-000000000000')"
						+ " order by placed_at desc, id desc limit 21"))
			.contains("orders_of_client")
			.doesNotContain("Sort");
		assertThat(plan(
				"select * from orders where freelancer = 'somebody' and (placed_at, id) < ('2030-01-01', '00000000-0000-0000-0000-000000000000')"
						+ " order by placed_at desc, id desc limit 21"))
			.contains("orders_of_freelancer")
			.doesNotContain("Sort");
		assertThat(plan(
				"select * from timeline_entry where order_id = '00000000-0000-0000-0000-000000000000' and no > 20 order by no limit 21"))
			.contains("timeline_entry_unique")
			.doesNotContain("Sort");
	}

	@Test
	void a_number_is_understood_however_it_is_written() {
		String number = this.market.placed();
		String spoken = number.replace("-", "").toLowerCase(java.util.Locale.ROOT);
		assertThat(ok(this.market.camille().get("/api/orders/" + spoken)).get("number").asText()).isEqualTo(number);
	}

	@Test
	void answers_given_while_ordering_skip_the_step_that_asks_for_them() {
		String listing = this.market.listing("NONE", 1, Market.STORY);
		JsonNode order = created(this.market.camille()
			.post("/api/orders", json(Map.of("listing", listing, "answers", Map.of("story", "A fox")))));
		assertThat(order.get("status").asText()).isEqualTo("REQUIREMENTS_IN_REVIEW");
		assertThat(order.at("/clock/running").asBoolean()).isTrue();
		Market.refused(
				this.market.camille()
					.post("/api/orders", json(Map.of("listing", listing, "answers", Map.of("stroy", "A fox")))),
				400, "invalid-input");
	}

	private String plan(String query) {
		return this.plans.ofFewRows(query, Map.of());
	}

	private long instances(String number) {
		return this.runtime.createProcessInstanceQuery()
			.processDefinitionKey("orderFulfilment")
			.processInstanceBusinessKey(number)
			.count();
	}

	private long rows(String query, String number) {
		return this.jdbc.queryForObject(query, Long.class, number);
	}

	private int timelineLength(String number) {
		return this.jdbc.queryForObject("select timeline_length from orders where number = ?", Integer.class, number);
	}

}
