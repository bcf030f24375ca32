package io.orderflow.contact;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.orderflow.BareOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.Statements;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Lists of contacts: sorted, paged, and how quickly (S9). */
@OrderflowTest
class ContactListTest {

	@Autowired
	private ContactService contacts;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private Statements statements;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private QueryPlans plans;

	private String client;

	private String freelancer;

	@BeforeEach
	void people() {
		this.client = this.newcomers.client();
		this.freelancer = this.newcomers.freelancer();
	}

	@Test
	void they_are_sorted_by_any_of_it_in_both_directions() {
		String elodie = contact("Élodie", 1, "10.00", 300);
		String abel = contact("abel", 3, "5.00", 200);
		String zoe = contact("Zoé", 2, "90.00", 100);
		assertThat(ids(ContactSort.NAME, null)).containsExactly(abel, elodie, zoe);
		assertThat(ids(ContactSort.NAME, true)).containsExactly(zoe, elodie, abel);
		assertThat(ids(ContactSort.COMPLETED, null)).containsExactly(abel, zoe, elodie);
		assertThat(ids(ContactSort.COMPLETED, false)).containsExactly(elodie, zoe, abel);
		assertThat(ids(ContactSort.SPENT, null)).containsExactly(zoe, abel, elodie);
		assertThat(ids(ContactSort.SPENT, false)).containsExactly(elodie, abel, zoe);
		assertThat(ids(ContactSort.LAST_ORDER, null)).containsExactly(zoe, abel, elodie);
		assertThat(ids(ContactSort.LAST_ORDER, false)).containsExactly(elodie, abel, zoe);

		this.jdbc.sql("update account set display_name = 'Ábel' || chr(10) || 'the second' where id = ?")
			.param(zoe)
			.update();
		assertThat(ids(ContactSort.NAME, null)).as("a new name has a new place").containsExactly(abel, zoe, elodie);
	}

	@Test
	void what_was_spent_is_sorted_in_one_currency() {
		contact("Élodie", 1, "10.00", 300);
		String dollars = this.newcomers.client();
		this.orders.placed(dollars, this.freelancer, "10.00", "USD", Instant.now());
		Refusal refusal = catchThrowableOfType(Refusal.class, () -> ids(ContactSort.SPENT, null));
		assertThat(refusal.problems()).extracting(Refusal.Problem::field, Refusal.Problem::code)
			.containsExactly(tuple("currency", "currency-needed"));
		assertThat(refusal.problems().get(0).args()).containsExactly("EUR, USD");
		assertThat(this.contacts.currencies(this.freelancer, ContactSide.SELLING)).containsExactly("EUR", "USD");
		assertThat(this.contacts.page(this.freelancer, ContactSide.SELLING, ContactSort.SPENT, null, "USD", null, null)
			.items()).extracting(ContactView::id).containsExactly(dollars);
		assertThat(page(this.newcomers.freelancer(), ContactSide.SELLING, ContactSort.SPENT)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(ContactSort.class)
	void pages_follow_one_another_and_miss_nobody_even_where_all_are_alike(ContactSort sort) {
		Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
		for (int i = 0; i < 7; i++) {
			this.orders.placed(this.newcomers.client(), this.freelancer, "10.00", "EUR", now);
		}
		for (boolean descending : new boolean[] { true, false }) {
			List<String> read = new ArrayList<>();
			String cursor = null;
			do {
				Page<ContactView> page = this.contacts.page(this.freelancer, ContactSide.SELLING, sort, descending,
						null, cursor, 3);
				page.items().forEach((contact) -> read.add(contact.id()));
				cursor = page.next();
			}
			while (cursor != null);
			assertThat(read).hasSize(7).doesNotHaveDuplicates();
		}
	}

	@Test
	void a_page_of_ten_thousand_takes_three_statements_on_indexes() {
		this.plans.amid(this::tenThousand, () -> {
			for (ContactSide side : ContactSide.values()) {
				for (ContactSort sort : ContactSort.values()) {
					for (boolean first : new boolean[] { true, false }) {
						String index = "contact_" + side.name().toLowerCase(Locale.ROOT) + "_by_"
								+ sort.name().toLowerCase(Locale.ROOT);
						assertThat(plan(new ContactSorting(side, sort, sort.descendingAtFirst(), "EUR"), first))
							.as(index)
							.contains(index)
							.doesNotContain("Seq Scan on contact", "Seq Scan on account", "Seq Scan on conversation");
					}
				}
			}
		});
		contact("Élodie", 1, "10.00", 300);
		contact("Abel", 2, "10.00", 300);
		assertThat(this.statements.of(() -> assertThat(selling(this.freelancer, ContactSort.NAME)).hasSize(2)))
			.hasSize(3);
	}

	private void tenThousand() {
		this.jdbc.sql("""
				insert into account (id, version, display_name, email, language, time_zone)
				select 'many' || n, 0, 'Many ' || n, 'many' || n || '@orderflow.example', 'en', 'UTC'
				from generate_series(1, 10000) n
				""").update();
		// each of the rows that follow looks for its account: by the index, once that is
		// known to pay
		this.jdbc.sql("analyze account").update();
		for (List<String> pair : List.of(List.of("'many' || n", ":freelancer"), List.of(":client", "'many' || n"))) {
			this.jdbc.sql("""
					insert into contact (client, freelancer, client_name, freelancer_name, orders_placed,
						orders_completed, orders_cancelled, last_order_at, last_order_id)
					select %s, %s, 'many ' || n, 'many ' || n, n, n %% 10, 0, now() - n * interval '1 hour',
						gen_random_uuid()
					from generate_series(1, 10000) n
					""".formatted(pair.get(0), pair.get(1)))
				.param("client", this.client)
				.param("freelancer", this.freelancer)
				.update();
		}
		this.jdbc.sql("analyze contact").update();
		this.jdbc.sql("""
				insert into conversation (id, client, freelancer, opened_at, last_message_at)
				select gen_random_uuid(), client, freelancer, now(), now() from contact
				where client = :client or freelancer = :freelancer
				""").param("client", this.client).param("freelancer", this.freelancer).update();
		this.jdbc.sql("""
				insert into contact_spent (client, freelancer, currency, amount)
				select client, freelancer, 'EUR', orders_placed from contact
				where client = :client or freelancer = :freelancer
				""").param("client", this.client).param("freelancer", this.freelancer).update();
	}

	private String plan(ContactSorting order, boolean first) {
		Map<String, Object> params = new HashMap<>(
				Map.of("account", (order.side() == ContactSide.SELLING) ? this.freelancer : this.client, "limit", 21,
						"currency", "EUR", "other", "many5000"));
		params.put("value", switch (order.sort()) {
			case LAST_ORDER -> OffsetDateTime.now(ZoneOffset.UTC).minusDays(100);
			case COMPLETED -> 5;
			case SPENT -> new BigDecimal("5000.00");
			case NAME -> "many 5000";
		});
		return this.plans.of(ContactRows.page(order, first, false), params);
	}

	/**
	 * A client with completed orders, each at the price, the last so many seconds ago.
	 */
	private String contact(String name, int completed, String price, int secondsAgo) {
		String id = this.newcomers.client();
		this.jdbc.sql("update account set display_name = :name where id = :id")
			.param("name", name)
			.param("id", id)
			.update();
		for (int i = 0; i < completed; i++) {
			this.orders.become(
					this.orders.placed(id, this.freelancer, price, "EUR", Instant.now().minusSeconds(secondsAgo + i)),
					"COMPLETED");
		}
		return id;
	}

	private List<String> ids(ContactSort sort, @Nullable Boolean descending) {
		return this.contacts.page(this.freelancer, ContactSide.SELLING, sort, descending, null, null, null)
			.items()
			.stream()
			.map(ContactView::id)
			.toList();
	}

	private List<ContactView> selling(String account, ContactSort sort) {
		return page(account, ContactSide.SELLING, sort);
	}

	private List<ContactView> page(String account, ContactSide side, ContactSort sort) {
		return this.contacts.page(account, side, sort, null, null, null, 100).items();
	}

}
