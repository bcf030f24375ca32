package io.orderflow.contact.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.orderflow.BareOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.InquiryService;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** My contacts (S9), as a page. */
@OrderflowTest
class ContactPageTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private InquiryService inquiries;

	@Autowired
	private UserStore users;

	@Autowired
	private Statements statements;

	private String freelancer;

	private String client;

	@BeforeEach
	void people() {
		this.freelancer = this.newcomers.freelancer();
		this.client = this.newcomers.client();
	}

	@Test
	void who_has_no_contacts_reads_what_will_be_there() {
		assertThat(signedIn(this.freelancer).get("/contacts").body()).contains("Everyone who orders")
			.doesNotContain("<table", "My freelancers");
		assertThat(signedIn(this.client).get("/contacts").body()).contains("Tout freelance à qui vous passez commande");
	}

	@Test
	void each_contact_has_its_orders_totals_and_ways_to_talk() {
		completed(this.client, "120.00", "EUR");
		completed(this.client, "80.50", "USD");
		BareOrders.BareOrder open = this.orders.placed(this.client, this.freelancer);
		String talk = this.conversations
			.openForOrder(open.id(), open.number(), "Storyboard", this.client, this.freelancer)
			.toString();
		Visitor noah = signedIn(this.freelancer);
		assertThat(noah.get("/contacts").body())
			.contains("Camille Newcomer", "of 3 placed", "€120.00", "80.50", "/orders/" + open.number(),
					"/conversations/" + talk, "/conversations?with=" + this.client,
					"/conversations/new?client=" + this.client)
			.containsPattern("<td[^>]*><span>2</span>");
		String inquiry = this.inquiries.ask(this.client, this.freelancer, "Hello", List.of(), "1").toString();
		assertThat(noah.get("/contacts").body()).contains("/conversations/" + inquiry)
			.doesNotContain("/conversations/new");
		assertThat(signedIn(this.client).get("/contacts").body()).contains("Noah Newcomer", "120,00");
	}

	@Test
	void every_column_sorts_and_says_so() {
		completed(this.client, "120.00", "EUR");
		String zoelie = this.newcomers.person("Zoelie", Locale.ENGLISH, UserStore.CLIENTS);
		this.orders.placed(zoelie, this.freelancer, "10.00", "EUR", Instant.now().plusSeconds(60));
		Visitor noah = signedIn(this.freelancer);
		assertThat(noah.get("/contacts").body()).containsPattern("(?s)Zoelie.*Camille")
			.containsPattern("aria-sort=\"descending\"[^<]*<[^<]*Last order")
			.contains("sort=last-order&amp;direction=asc", "sort=name&amp;direction=asc",
					"sort=completed&amp;direction=desc", "sort=spent&amp;direction=desc");
		assertThat(noah.get("/contacts?sort=name").body()).containsPattern("(?s)Camille.*Zoelie")
			.contains("aria-sort=\"ascending\"");
		assertThat(noah.get("/contacts?sort=name&direction=desc").body()).containsPattern("(?s)Zoelie.*Camille");
		assertThat(noah.get("/contacts?sort=completed").body()).containsPattern("(?s)Camille.*Zoelie");
		assertThat(noah.get("/contacts?sort=spent").body()).containsPattern("(?s)Camille.*Zoelie");
		assertThat(noah.get("/contacts?sort=nonsense&side=nonsense&currency=nonsense").statusCode()).isEqualTo(200);
		assertThat(noah.get("/contacts?cursor=nonsense").statusCode()).isEqualTo(400);
	}

	@Test
	void what_was_spent_is_sorted_in_each_currency_by_itself() {
		completed(this.client, "120.00", "EUR");
		String zoelie = this.newcomers.person("Zoelie", Locale.ENGLISH, UserStore.CLIENTS);
		completed(zoelie, "10.00", "USD");
		Visitor noah = signedIn(this.freelancer);
		assertThat(noah.get("/contacts").body()).contains("Spent in EUR", "Spent in USD", "Camille", "Zoelie");
		assertThat(noah.get("/contacts?sort=spent&currency=USD").body())
			.contains("Zoelie", "only people with an order in USD")
			.doesNotContain("Camille");
		assertThat(noah.get("/contacts?sort=spent").body()).contains("Camille").doesNotContain("Zoelie");
	}

	@Test
	void who_sells_and_buys_chooses_the_side() {
		this.users.join(this.freelancer, UserStore.CLIENTS);
		this.orders.placed(this.client, this.freelancer);
		String other = this.newcomers.person("Ottilie", Locale.ENGLISH, UserStore.FREELANCERS);
		this.orders.placed(this.freelancer, other);
		Visitor noah = signedIn(this.freelancer);
		assertThat(noah.get("/contacts").body()).contains("My clients", "My freelancers", "Camille")
			.doesNotContain("Ottilie");
		assertThat(noah.get("/contacts?side=buying").body())
			.contains("Ottilie", "/conversations/new?freelancer=" + other)
			.doesNotContain("Camille");
	}

	@Test
	void who_sells_and_buys_but_has_bought_only_comes_to_that_side() {
		this.users.join(this.freelancer, UserStore.CLIENTS);
		String other = this.newcomers.person("Ottilie", Locale.ENGLISH, UserStore.FREELANCERS);
		this.orders.placed(this.freelancer, other);
		Visitor noah = signedIn(this.freelancer);
		assertThat(noah.get("/contacts").body()).contains("Ottilie",
				"href=\"/contacts?side=buying\" aria-current=\"page\"");
		assertThat(noah.get("/contacts?side=selling").body()).contains("Everyone who orders").doesNotContain("Ottilie");
	}

	@Test
	void pages_follow_one_another_in_four_statements_each() {
		Instant now = Instant.now();
		for (int i = 0; i < 21; i++) {
			this.orders.placed(this.newcomers.person("Client" + i + "x", Locale.ENGLISH, UserStore.CLIENTS),
					this.freelancer, "10.00", "EUR", now.minusSeconds(i));
		}
		Visitor noah = signedIn(this.freelancer);
		noah.get("/contacts");
		List<String> taken = this.statements.of(() -> noah.get("/contacts"))
			.stream()
			.filter((sql) -> !Statements.isOfSession(sql))
			.toList();
		assertThat(taken).as(() -> String.join("\n", taken)).hasSizeBetween(2, 6);
		String first = noah.get("/contacts").body();
		assertThat(first).contains("Client0x").doesNotContain("Client20x");
		String more = first.replaceAll("(?s).*href=\"(/contacts\\?[^\"]*cursor=[^\"]*)\".*", "$1")
			.replace("&amp;", "&");
		assertThat(noah.get(more).body()).contains("Client20x").doesNotContain("Client0x");
	}

	private void completed(String client, String amount, String currency) {
		this.orders.become(this.orders.placed(client, this.freelancer, amount, currency, Instant.now()), "COMPLETED");
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
