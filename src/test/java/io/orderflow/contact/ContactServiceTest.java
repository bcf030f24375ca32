package io.orderflow.contact;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.InquiryService;
import io.orderflow.order.dashboard.ContactBook;
import io.orderflow.platform.MoneyJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The people one has worked with, and how exactly they are counted (S9, S11). */
@OrderflowTest
class ContactServiceTest {

	private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");

	@Autowired
	private ContactService contacts;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private InquiryService inquiries;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	private String client;

	private String freelancer;

	@BeforeEach
	void people() {
		this.client = this.newcomers.client();
		this.freelancer = this.newcomers.freelancer();
	}

	@Test
	void an_inquiry_is_no_contact_and_an_order_is_one_on_both_sides() {
		this.orders.onSale(this.freelancer);
		this.inquiries.ask(this.client, this.freelancer, "Hello", List.of(), "k");
		assertThat(selling(this.freelancer, ContactSort.LAST_ORDER)).isEmpty();
		assertThat(this.contacts.between(this.client, this.freelancer)).isEmpty();

		this.orders.placed(this.client, this.freelancer);
		assertThat(selling(this.freelancer, ContactSort.LAST_ORDER)).extracting(ContactView::id)
			.containsExactly(this.client);
		assertThat(page(this.client, ContactSide.BUYING, ContactSort.LAST_ORDER)).extracting(ContactView::id)
			.containsExactly(this.freelancer);
		assertThat(selling(this.client, ContactSort.LAST_ORDER)).isEmpty();
	}

	@Test
	void a_contact_leads_to_the_conversations() {
		BareOrder first = this.orders.placed(this.client, this.freelancer, "1.00", "EUR",
				Instant.now().minusSeconds(60));
		open(first);
		UUID inquiry = this.inquiries.ask(this.client, this.freelancer, "Hello", List.of(), "k");
		BareOrder second = this.orders.placed(this.client, this.freelancer);
		UUID conversation = open(second);
		ContactView contact = selling(this.freelancer, ContactSort.LAST_ORDER).get(0);
		assertThat(contact.lastOrderNumber()).isEqualTo(second.number());
		assertThat(contact.lastOrderConversation()).isEqualTo(conversation);
		assertThat(contact.inquiry()).isEqualTo(inquiry);
	}

	@Test
	void only_completed_orders_count_as_spent() {
		BareOrder completed = this.orders.placed(this.client, this.freelancer, "100.10", "EUR", Instant.now());
		BareOrder cancelled = this.orders.placed(this.client, this.freelancer, "50.00", "EUR", Instant.now());
		this.orders.placed(this.client, this.freelancer, "7.00", "USD", Instant.now());
		this.orders.become(completed, "ACCEPTED");
		assertThat(selling(this.freelancer, ContactSort.COMPLETED).get(0).spent()).isEmpty();
		this.orders.become(completed, "COMPLETED");
		this.orders.become(cancelled, "CANCELLED");

		ContactView contact = selling(this.freelancer, ContactSort.COMPLETED).get(0);
		assertThat(contact.ordersPlaced()).isEqualTo(3);
		assertThat(contact.ordersCompleted()).isOne();
		assertThat(contact.ordersCancelled()).isOne();
		assertThat(contact.spent()).containsExactly(MoneyJson.of("100.10", "EUR"));
		ContactBook.History history = this.contacts.between(this.client, this.freelancer).orElseThrow();
		assertThat(history)
			.isEqualTo(new ContactBook.History(3, 1, 1, contact.spent(), contact.lastOrderAt(), contact.waited()));
	}

	@Test
	void what_is_closed_twice_counts_once() {
		BareOrder order = this.orders.placed(this.client, this.freelancer);
		for (int i = 0; i < 3; i++) {
			this.orders.become(order, "COMPLETED");
		}
		assertThat(selling(this.freelancer, ContactSort.COMPLETED).get(0).ordersCompleted()).isOne();
	}

	@Test
	void what_was_rolled_back_never_was() {
		this.transactions.executeWithoutResult((tx) -> {
			this.orders.placed(this.client, this.freelancer);
			tx.setRollbackOnly();
		});
		assertThat(selling(this.freelancer, ContactSort.LAST_ORDER)).isEmpty();
	}

	@Test
	void an_order_that_is_placed_and_closed_in_one_transaction_is_both() {
		this.transactions.executeWithoutResult(
				(tx) -> this.orders.become(this.orders.placed(this.client, this.freelancer), "CANCELLED"));
		ContactView contact = selling(this.freelancer, ContactSort.LAST_ORDER).get(0);
		assertThat(contact.ordersPlaced()).isOne();
		assertThat(contact.ordersCancelled()).isOne();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void any_sequence_of_orders_completions_and_cancellations_is_counted_exactly(long seed) {
		Random random = new Random(seed);
		List<String> clients = List.of(this.client, this.newcomers.client(), this.newcomers.client());
		List<String> freelancers = List.of(this.freelancer, this.newcomers.freelancer(), clients.get(0));
		List<BareOrder> placed = new ArrayList<>();
		Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
		for (int i = 0; i < 60; i++) {
			if (placed.isEmpty() || random.nextInt(3) == 0) {
				String buys = clients.get(1 + random.nextInt(2));
				String sells = freelancers.get(random.nextInt(3));
				placed.add(this.orders.placed(buys, sells, random.nextInt(1000) + ".50",
						CURRENCIES.get(random.nextInt(3)), start.minusSeconds(random.nextInt(10_000))));
			}
			else {
				BareOrder order = placed.get(random.nextInt(placed.size()));
				close(order, random.nextBoolean() ? "COMPLETED" : "CANCELLED", random.nextBoolean());
			}
		}
		for (String freelancer : freelancers) {
			assertThat(counted(freelancer, ContactSide.SELLING)).isEqualTo(truth(freelancer, ContactSide.SELLING));
		}
		for (String client : clients) {
			assertThat(counted(client, ContactSide.BUYING)).isEqualTo(truth(client, ContactSide.BUYING));
		}
	}

	/** Closes what is open, at times twice, as a job that runs again would try to. */
	private void close(BareOrder order, String status, boolean twice) {
		for (int i = 0; i < (twice ? 2 : 1); i++) {
			if (this.jdbc.sql("select status not in ('COMPLETED', 'CANCELLED') from orders where id = ?")
				.param(order.id())
				.query(Boolean.class)
				.single()) {
				this.orders.become(order, status);
			}
			else {
				this.jdbc.sql("update orders set status = status, version = version + 1 where id = ?")
					.param(order.id())
					.update();
			}
		}
	}

	private Map<String, List<Object>> counted(String account, ContactSide side) {
		Map<String, List<Object>> counted = new HashMap<>();
		for (ContactView contact : page(account, side, ContactSort.NAME)) {
			Map<String, BigDecimal> spent = new HashMap<>();
			contact.spent()
				.forEach((money) -> spent.put(money.getCurrency().getCurrencyCode(),
						money.getNumber().numberValueExact(BigDecimal.class).setScale(2)));
			counted.put(contact.id(), List.of(contact.ordersPlaced(), contact.ordersCompleted(),
					contact.ordersCancelled(), contact.lastOrderAt(), spent));
		}
		return counted;
	}

	private Map<String, List<Object>> truth(String account, ContactSide side) {
		Map<String, List<Object>> truth = new HashMap<>();
		this.jdbc.sql("""
				select %1$s as other, count(*) as placed, count(*) filter (where status = 'COMPLETED') as completed,
					count(*) filter (where status = 'CANCELLED') as cancelled, max(placed_at) as last
				from orders where %2$s = :account group by %1$s
				""".formatted(side.other(), side.reader())).param("account", account).query((row) -> {
			Map<String, BigDecimal> spent = new HashMap<>();
			this.jdbc.sql("""
					select price_currency, sum(price_amount) as spent from orders
					where %s = :account and %s = :other and status = 'COMPLETED' and price_amount > 0
					group by price_currency
					""".formatted(side.reader(), side.other()))
				.param("account", account)
				.param("other", row.getString("other"))
				.query((sum) -> {
					spent.put(sum.getString("price_currency"), sum.getBigDecimal("spent"));
				});
			truth.put(row.getString("other"), List.of(row.getInt("placed"), row.getInt("completed"),
					row.getInt("cancelled"), row.getObject("last", OffsetDateTime.class).toInstant(), spent));
		});
		return truth;
	}

	@Test
	void first_orders_at_once_are_all_counted() throws Exception {
		CyclicBarrier together = new CyclicBarrier(4);
		ExecutorService four = Executors.newFixedThreadPool(4);
		try {
			Callable<BareOrder> order = () -> {
				together.await();
				return this.orders.placed(this.client, this.freelancer);
			};
			for (Future<BareOrder> placed : four.invokeAll(List.of(order, order, order, order))) {
				this.orders.become(placed.get(), "COMPLETED");
			}
		}
		finally {
			four.shutdownNow();
		}
		ContactView contact = selling(this.freelancer, ContactSort.LAST_ORDER).get(0);
		assertThat(contact.ordersPlaced()).isEqualTo(4);
		assertThat(contact.ordersCompleted()).isEqualTo(4);
		assertThat(contact.spent()).containsExactly(MoneyJson.of("480.00", "EUR"));
	}

	private UUID open(BareOrder order) {
		return this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client, this.freelancer);
	}

	private List<ContactView> selling(String account, ContactSort sort) {
		return page(account, ContactSide.SELLING, sort);
	}

	private List<ContactView> page(String account, ContactSide side, ContactSort sort) {
		return this.contacts.page(account, side, sort, null, null, null, 100).items();
	}

}
