package io.orderflow.contact.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.BareOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.process.OrderProcessService;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** My contacts over HTTP, and how orders that are really walked make them (S9). */
@OrderflowTest
class ContactApiTest {

	private static final String PATH = "/api/contacts";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private OrderProcessService process;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	private String freelancer;

	private String client;

	private Market market;

	/** Who has ordered nothing of whom: other tests order with their clocks moved on. */
	@BeforeEach
	void open() {
		this.freelancer = this.newcomers.freelancer();
		this.client = this.newcomers.client();
		this.market = new Market(this.port, this.marketplace, this.freelancer, this.client);
	}

	@Test
	void orders_that_are_completed_and_cancelled_are_counted_for_both_sides() {
		this.market.placed();
		JsonNode before = contact(this.market.lea(), "selling", this.client);
		String completed = this.market.completed();
		String cancelled = this.market.placed();
		ok(this.market.camille()
			.post("/api/orders/" + cancelled + "/cancellation", "{\"reason\":\"Changed my mind\"}"));
		// a job runs at least once
		this.process.complete(completed);
		this.process.cancel(cancelled);

		for (JsonNode after : List.of(contact(this.market.lea(), "selling", this.client),
				contact(this.market.camille(), "buying", this.freelancer))) {
			assertThat(more(before, after, "ordersPlaced")).isEqualTo(2);
			assertThat(more(before, after, "ordersCompleted")).isEqualTo(1);
			assertThat(more(before, after, "ordersCancelled")).isEqualTo(1);
			assertThat(euros(after).subtract(euros(before))).isEqualByComparingTo("120.00");
			assertThat(after.get("lastOrderNumber").asText()).isEqualTo(cancelled);
			assertThat(after.get("lastOrderAt").asText())
				.isEqualTo(ok(this.market.camille().get("/api/orders/" + cancelled)).get("placedAt").asText());
		}
		assertThat(contact(this.market.lea(), "selling", this.client).get("name").asText())
			.isEqualTo("Camille Newcomer");
	}

	@Test
	void a_contact_leads_to_every_conversation_with_them() {
		String number = this.market.placed();
		JsonNode contact = contact(this.market.lea(), "selling", this.client);
		JsonNode conversations = ok(this.market.lea().get(contact.get("conversations").asText())).get("items");
		assertThat(conversations)
			.allSatisfy((conversation) -> assertThat(conversation.at("/other/id").asText()).isEqualTo(this.client));
		String newest = contact.get("lastOrderConversation").asText();
		assertThat(ok(this.market.lea().get("/api/conversations/" + newest)).get("orderNumber").asText())
			.isEqualTo(number);
	}

	@Test
	void pages_are_followed_by_cursor() {
		String freelancer = this.newcomers.freelancer();
		Visitor seller = visitor(freelancer);
		for (int i = 0; i < 3; i++) {
			this.orders.placed(this.newcomers.client(), freelancer);
		}
		JsonNode first = ok(seller.get(PATH + "?side=selling&sort=spent&limit=2"));
		assertThat(first.get("items")).hasSize(2);
		String next = first.get("next").asText();
		JsonNode second = ok(seller.get(PATH + "?side=selling&sort=spent&limit=2&cursor=" + next));
		assertThat(second.get("items")).hasSize(1);
		assertThat(second.has("next")).isFalse();
		assertThat(ok(seller.get(PATH + "/currencies?side=selling")).at("/items/0").asText()).isEqualTo("EUR");
		refused(seller.get(PATH + "?side=selling&sort=name&cursor=" + next), 400, "bad-cursor");
		refused(seller.get(PATH + "?side=buying&sort=spent&currency=EUR&cursor=" + next), 400, "bad-cursor");
	}

	@ParameterizedTest
	@CsvSource({ "'', choice-missing, side", "side=both, choice-unknown, side",
			"side=selling&sort=shoe-size, choice-unknown, sort",
			"side=selling&direction=sideways, choice-unknown, direction",
			"side=selling&sort=spent&currency=euros, choice-unknown, currency",
			"side=selling&sort=spent&currency=%00%00%00, choice-unknown, currency",
			"side=selling&cursor=nonsense, bad-cursor, cursor", "side=selling&cursor=*, bad-cursor, cursor",
			"side=selling&cursor=U0VMTElORyBMQVNUX09SREVSIGRlc2MgbnVsbAp4CjAwMDA, bad-cursor, cursor",
			"side=selling&limit=many, wrong-type, limit" })
	void what_is_wrong_is_told(String query, String code, String field) {
		JsonNode problem = refused(this.market.lea().get(PATH + "?" + query), 400, code);
		assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
	}

	@Test
	void what_was_spent_in_several_currencies_needs_one() {
		String freelancer = this.newcomers.freelancer();
		String client = this.newcomers.client();
		this.orders.placed(client, freelancer);
		this.orders.placed(client, freelancer, "10.00", "USD", Instant.now());
		Visitor seller = visitor(freelancer).reading("en");
		assertThat(
				refused(seller.get(PATH + "?side=selling&sort=spent"), 400, "currency-needed").get("detail").asText())
			.isEqualTo("Please say in which currency: EUR, USD.");
		assertThat(ok(seller.get(PATH + "?side=selling&sort=spent&currency=USD")).get("items")).hasSize(1);
		assertThat(ok(seller.get(PATH + "?side=selling&sort=spent&currency=CHF")).get("items")).isEmpty();
	}

	@Test
	void contacts_are_for_who_has_them() {
		assertThat(Visitor.stranger(this.port).get(PATH + "?side=selling").statusCode()).isEqualTo(401);
		assertThat(ok(visitor(this.newcomers.client()).get(PATH + "?side=buying")).get("items")).isEmpty();
	}

	private static JsonNode contact(Visitor reader, String side, String other) {
		JsonNode contacts = ok(reader.get(PATH + "?limit=100&side=" + side)).get("items");
		return StreamSupport.stream(contacts.spliterator(), false)
			.filter((contact) -> contact.get("id").asText().equals(other))
			.findFirst()
			.orElseThrow();
	}

	private static int more(JsonNode before, JsonNode after, String field) {
		return after.get(field).asInt() - before.get(field).asInt();
	}

	private static BigDecimal euros(JsonNode contact) {
		return StreamSupport.stream(contact.get("spent").spliterator(), false)
			.filter((money) -> money.get("currency").asText().equals("EUR"))
			.map((money) -> new BigDecimal(money.get("amount").asText()))
			.findFirst()
			.orElse(BigDecimal.ZERO);
	}

	private Visitor visitor(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

}
