package io.orderflow.order.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.order.dashboard.Dashboard.Entry;
import io.orderflow.order.dashboard.Dashboard.Filter;
import io.orderflow.order.dashboard.Dashboard.Side;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What somebody finds when they come to work (S10). */
@OrderflowTest
class DashboardServiceTest {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** The place of a page, and no moment as of which it was listed. */
	private static final String NO_MOMENT = "0" + Cursor.NEWEST.encoded() + ".soon";

	private final Instant now = Instant.now();

	@Autowired
	private DashboardService dashboards;

	@Autowired
	private OrderViewService views;

	@Autowired
	private BareOrders orders;

	@Autowired
	private Newcomers people;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private QueryPlans plans;

	private String client;

	private String freelancer;

	@BeforeEach
	void meet() {
		this.client = this.people.client();
		this.freelancer = this.people.freelancer();
	}

	@Test
	void what_waits_for_the_reader_comes_first_then_what_is_due_soonest() {
		String later = order("IN_PRODUCTION", Duration.ofDays(3));
		String theirs = order("DRAFT_IN_REVIEW", Duration.ofDays(1));
		String sooner = order("PLANNING", Duration.ofDays(2));
		order("COMPLETED", Duration.ofDays(1));
		order("CANCELLED", Duration.ofDays(1));

		assertThat(numbers(Side.SELLING, Filter.ACTIVE)).containsExactly(sooner, later, theirs);
		assertThat(numbers(Side.BUYING, Filter.ACTIVE)).containsExactly(theirs, sooner, later);
		assertThat(read(Side.SELLING, Filter.ACTIVE).counts()).containsEntry(Filter.ACTIVE, 3);
		assertThat(entries(Side.SELLING, Filter.ACTIVE)).extracting(Entry::mine).containsExactly(true, true, false);
	}

	@Test
	void who_has_to_act_reads_what_there_is_to_do() {
		order("PLANNING", Duration.ofDays(1));
		standing("IN_PRODUCTION", "QUESTION", Duration.ofDays(2), Duration.ofDays(1));
		request(order("DELIVERED", Duration.ofDays(3)), "FREELANCER");

		assertThat(entries(Side.SELLING, Filter.ACTIVE)).extracting(Entry::todo)
			.containsExactlyInAnyOrder("PLANNING", null, "request");
		assertThat(entries(Side.BUYING, Filter.ACTIVE)).extracting(Entry::todo)
			.containsExactlyInAnyOrder(null, "question", "DELIVERED");
	}

	@Test
	void a_list_does_not_read_what_orders_were_placed_on() {
		String number = order("COMPLETED", Duration.ofDays(1));
		this.jdbc.sql("update orders set terms = '\"unreadable\"' where number = ?").param(number).update();
		assertThat(this.views.list(this.client, false, null, 100).items()).extracting(OrderListItem::number)
			.containsExactly(number);
		assertThat(this.views.list(this.freelancer, true, null, 100).items()).extracting((item) -> item.with().id())
			.containsExactly(this.client);
	}

	@Test
	void filters_show_what_they_count() {
		String late = order("IN_PRODUCTION", Duration.ofDays(-1));
		String stands = order("DRAFT_IN_REVIEW", Duration.ofDays(-1));
		this.jdbc.sql("update orders set clock_stopped_at = clock_started_at where number = ?").param(stands).update();
		String delivered = order("DELIVERED", Duration.ofDays(1));
		String revised = order("IN_REVISION", Duration.ofDays(1));

		assertThat(numbers(Side.SELLING, Filter.LATE)).containsExactly(late);
		assertThat(numbers(Side.SELLING, Filter.IN_PROGRESS)).containsExactly(late);
		assertThat(numbers(Side.SELLING, Filter.CLIENTS_TURN)).containsExactlyInAnyOrder(stands, delivered);
		assertThat(numbers(Side.SELLING, Filter.DELIVERED)).containsExactly(delivered);
		assertThat(numbers(Side.BUYING, Filter.IN_REVISION)).containsExactly(revised);
		assertThat(read(Side.BUYING, Filter.ALL).counts())
			.isEqualTo(Map.of(Filter.ACTIVE, 4, Filter.LATE, 1, Filter.IN_PROGRESS, 1, Filter.CLIENTS_TURN, 2,
					Filter.DELIVERED, 1, Filter.IN_REVISION, 1, Filter.REQUESTS, 0, Filter.ALL, 4));
	}

	@Test
	void what_stands_for_a_question_is_among_what_waits_for_the_client_and_in_no_other() {
		String works = order("IN_PRODUCTION", Duration.ofDays(1));
		String revised = order("IN_REVISION", Duration.ofDays(1));
		String asked = standing("IN_PRODUCTION", "QUESTION", Duration.ofDays(2), Duration.ofDays(1));
		String askedAgain = standing("IN_REVISION", "QUESTION", Duration.ofDays(3), Duration.ofDays(1));

		for (Side side : Side.values()) {
			assertThat(numbers(side, Filter.CLIENTS_TURN)).containsExactly(asked, askedAgain);
			assertThat(numbers(side, Filter.IN_PROGRESS)).containsExactly(works);
			assertThat(numbers(side, Filter.IN_REVISION)).containsExactly(revised);
			assertThat(read(side, Filter.ACTIVE).counts()).containsEntry(Filter.CLIENTS_TURN, 2)
				.containsEntry(Filter.IN_PROGRESS, 1)
				.containsEntry(Filter.IN_REVISION, 1);
		}
	}

	@Test
	void an_order_with_an_open_request_has_a_filter_and_comes_first_for_who_is_asked() {
		String plain = order("PLANNING", Duration.ofDays(1));
		String asked = order("DRAFT_IN_REVIEW", Duration.ofDays(2));
		String ruled = order("PLANNING", Duration.ofDays(3));
		request(asked, "FREELANCER");
		request(ruled, "MODERATOR");

		assertThat(numbers(Side.SELLING, Filter.ACTIVE)).containsExactly(plain, asked, ruled);
		assertThat(numbers(Side.SELLING, Filter.REQUESTS)).containsExactly(asked, ruled);
		assertThat(numbers(Side.BUYING, Filter.REQUESTS)).containsExactly(asked, ruled);
		assertThat(entries(Side.SELLING, Filter.ACTIVE)).extracting(Entry::request).containsExactly(false, true, true);
		assertThat(entries(Side.SELLING, Filter.REQUESTS)).extracting(Entry::mine).containsExactly(true, true);
		request(ruled, "CLIENT");
		assertThat(entries(Side.BUYING, Filter.REQUESTS)).extracting(Entry::mine).containsExactly(true, true);
		assertThat(read(Side.BUYING, Filter.ALL).counts()).containsEntry(Filter.REQUESTS, 2);
		for (Side side : Side.values()) {
			assertThat(numbers(side, Filter.CLIENTS_TURN)).containsExactlyInAnyOrder(asked, ruled);
			assertThat(read(side, Filter.ACTIVE).counts()).containsEntry(Filter.CLIENTS_TURN, 2);
		}
	}

	@Test
	void an_order_whose_clock_stands_stands_where_its_date_says_on_every_page() {
		Duration stood = Duration.ofDays(4);
		String next = order("DELIVERED", Duration.ofDays(2));
		String standing = standing("DRAFT_IN_REVIEW", "DRAFT", Duration.ofDays(-1), stood);
		String after = order("AWAITING_REQUIREMENTS", Duration.ofDays(5));
		String asked = standing("IN_PRODUCTION", "QUESTION", Duration.ofDays(2), stood);

		assertThat(numbers(Side.BUYING, Filter.ACTIVE)).containsExactly(next, standing, after, asked);
		assertThat(entries(Side.BUYING, Filter.ACTIVE).get(1).next()).isBetween(
				this.now.plus(Duration.ofDays(3)).minusSeconds(1), this.now.plus(Duration.ofDays(3)).plusSeconds(600));
		List<String> read = new ArrayList<>();
		String cursor = null;
		do {
			Dashboard page = this.dashboards.of(this.client, Side.BUYING, Filter.ACTIVE, PARIS, cursor, 1);
			page.orders().items().forEach((entry) -> read.add(entry.number()));
			cursor = page.orders().next();
		}
		while (cursor != null && read.size() < 10);
		assertThat(read).containsExactly(next, standing, after, asked);
	}

	@Test
	void a_delivery_that_silence_does_not_accept_has_no_date_and_comes_last() {
		String held = order("DELIVERED", Duration.ofDays(1));
		this.jdbc.sql("update orders set accept_by = clock_due_at where number = ?").param(held).update();
		String dated = order("DELIVERED", Duration.ofDays(3));
		assertThat(entries(Side.BUYING, Filter.DELIVERED)).extracting(Entry::number).containsExactly(held, dated);

		request(held, "FREELANCER");
		assertThat(numbers(Side.BUYING, Filter.DELIVERED)).containsExactly(dated, held);
		assertThat(entries(Side.BUYING, Filter.DELIVERED)).extracting((entry) -> entry.next() != null)
			.containsExactly(true, false);
	}

	@Test
	void a_long_list_is_paged_and_none_is_missed_or_shown_twice() {
		List<String> all = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			all.add(order((i % 2 == 0) ? "PLANNING" : "DELIVERED", Duration.ofDays(1)));
			all.add(order((i % 2 == 0) ? "COMPLETED" : "IN_REVISION", Duration.ofHours(i)));
		}
		for (Filter filter : List.of(Filter.ACTIVE, Filter.ALL)) {
			List<String> read = new ArrayList<>();
			String cursor = null;
			do {
				Dashboard page = this.dashboards.of(this.client, Side.BUYING, filter, PARIS, cursor, 3);
				page.orders().items().forEach((entry) -> read.add(entry.number()));
				cursor = page.orders().next();
			}
			while (cursor != null && read.size() < 100);
			assertThat(read).as(filter.name())
				.doesNotHaveDuplicates()
				.hasSize((filter == Filter.ALL) ? 10 : 7)
				.isSubsetOf(all);
		}
	}

	@Test
	void what_was_earned_this_month_is_told_by_currency() {
		BareOrder euros = this.orders.placed(this.client, this.freelancer, "120.50", "EUR", this.now);
		BareOrder more = this.orders.placed(this.client, this.freelancer, "80.00", "EUR", this.now);
		BareOrder yen = this.orders.placed(this.client, this.freelancer, "5000", "JPY", this.now);
		BareOrder before = this.orders.placed(this.client, this.freelancer, "999.00", "EUR", this.now);
		List.of(euros, more, yen).forEach((order) -> complete(order, this.now));
		complete(before, this.now.minus(Duration.ofDays(32)));

		assertThat(read(Side.SELLING, Filter.ACTIVE).earned()).extracting(Object::toString)
			.containsExactly("EUR 200.5", "JPY 5000");
		assertThat(read(Side.BUYING, Filter.ACTIVE).earned()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "SELLING, ACTIVE, orders_active_of_freelancer", "SELLING, DELIVERED, orders_active_of_freelancer",
			"BUYING, ACTIVE, orders_active_of_client", "SELLING, REQUESTS, orders_with_request_of_freelancer",
			"BUYING, REQUESTS, orders_with_request_of_client", "SELLING, ALL, orders_of_freelancer",
			"BUYING, ALL, orders_of_client" })
	void lists_are_read_on_an_index_made_for_them(Side side, Filter filter, String index) {
		String plan = this.plans.ofFewRows(DashboardRows.list(side, filter),
				Map.of("me", this.client, "rank", 0, "at", this.now.atOffset(ZoneOffset.UTC), "id", new UUID(0, 0),
						"now", this.now.atOffset(ZoneOffset.UTC), "asOf", this.now.atOffset(ZoneOffset.UTC), "limit",
						21));
		assertThat(plan).contains(index).doesNotContain("Sort");
		if (filter != Filter.ALL) {
			assertThat(plan)
				.contains(index.replace("active", "standing").replace("orders_with", "orders_standing_with"));
		}
	}

	@ParameterizedTest
	@EnumSource(Side.class)
	void counts_are_read_on_the_indexes_of_what_is_active(Side side) {
		// with as few closed orders as a test has, those of all orders might serve as
		// well
		this.plans.amid(() -> List.of("orders_of_freelancer", "orders_of_client")
			.forEach((index) -> this.jdbc.sql("drop index " + index).update()), () -> {
				String plan = this.plans.ofFewRows(DashboardRows.counts(side),
						Map.of("me", (side == Side.SELLING) ? this.freelancer : this.client, "now",
								this.now.atOffset(ZoneOffset.UTC)));
				assertThat(plan).contains("orders_active_of_", "orders_standing_of_").doesNotContain("Seq Scan");
			});
	}

	@Test
	void earnings_are_read_on_an_index_made_for_them() {
		assertThat(this.plans.ofFewRows(DashboardRows.EARNED,
				Map.of("me", this.freelancer, "since", this.now.atOffset(ZoneOffset.UTC))))
			.contains("orders_completed_of_freelancer");
	}

	@Test
	void disputes_are_read_on_an_index_made_for_them() {
		assertThat(
				this.plans.ofFewRows(DisputeRows.TO_RULE,
						Map.of("reader", this.freelancer, "at", this.now.atOffset(ZoneOffset.UTC), "id",
								UUID.randomUUID(), "rows", 21)))
			.contains("change_request_to_rule")
			.doesNotContain("Sort", "Seq Scan");
	}

	@Test
	void a_cursor_of_nobodys_is_refused() {
		for (String cursor : List.of("x", "0", "0!", "5AAAA", "0AAAA.1", "0.1", "0AAAA.x", NO_MOMENT)) {
			assertThatExceptionOfType(Refusal.class).as(cursor)
				.isThrownBy(() -> this.dashboards.of(this.client, Side.BUYING, Filter.ACTIVE, PARIS, cursor, null))
				.matches((refusal) -> refusal.code().equals("bad-cursor"));
		}
	}

	private String order(String status, Duration dueIn) {
		BareOrder order = this.orders.placed(this.client, this.freelancer);
		this.jdbc.sql("""
				update orders set status = :status, clock_started_at = :started, clock_due_at = :due, late_at = :due,
					late_marked_at = :started where id = :id
				""")
			.param("status", status)
			.param("started", this.now.minus(Duration.ofDays(9)).atOffset(ZoneOffset.UTC))
			.param("due", this.now.plus(dueIn).atOffset(ZoneOffset.UTC))
			.param("id", order.id())
			.update();
		return order.number();
	}

	private String standing(String status, String reason, Duration dueIn, Duration stood) {
		String number = order(status, dueIn);
		this.jdbc.sql("update orders set clock_stopped_at = :since, clock_stop_reason = :reason where number = :number")
			.param("since", this.now.minus(stood).atOffset(ZoneOffset.UTC))
			.param("reason", reason)
			.param("number", number)
			.update();
		return number;
	}

	private void complete(BareOrder order, Instant at) {
		this.jdbc.sql("update orders set status = 'COMPLETED', completed_at = :at where id = :id")
			.param("at", at.atOffset(ZoneOffset.UTC))
			.param("id", order.id())
			.update();
	}

	private void request(String number, String turn) {
		this.jdbc.sql("update orders set request_turn = ? where number = ?").params(turn, number).update();
	}

	private Dashboard read(Side side, Filter filter) {
		return this.dashboards.of((side == Side.SELLING) ? this.freelancer : this.client, side, filter, PARIS, null,
				null);
	}

	private List<Entry> entries(Side side, Filter filter) {
		return read(side, filter).orders().items();
	}

	private List<String> numbers(Side side, Filter filter) {
		return entries(side, filter).stream().map(Entry::number).toList();
	}

}
