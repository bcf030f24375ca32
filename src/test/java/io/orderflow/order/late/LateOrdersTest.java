package io.orderflow.order.late;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.Statements;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.dashboard.Dashboard;
import io.orderflow.order.dashboard.DashboardService;
import io.orderflow.order.dashboard.OrderListItem;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.request.Ruling;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** One rule says what is late (S20), in Java as in SQL, and finds it by an index. */
@OrderflowTest
class LateOrdersTest {

	@Autowired
	private Marketplace market;

	@Autowired
	private LateOrderService late;

	@Autowired
	private OrderByNumber orders;

	@Autowired
	private OrderViewService reading;

	@Autowired
	private DashboardService dashboards;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private QueryPlans plans;

	@Autowired
	private Statements statements;

	@Autowired
	private MovableClock clock;

	@Autowired
	private JdbcClient jdbc;

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	@Test
	void pages_lists_counts_and_the_order_itself_say_the_same_at_the_same_moment() {
		this.clock.freeze();
		OrderScenario order = this.market.anOrderBetweenNewcomers(Locale.ENGLISH)
			.of(Storyboard.ordinary().revisedAtMost(1))
			.placed();
		List<Boolean> said = new ArrayList<>();
		said.add(sameEverywhere(order));
		order.requirementsProvided();
		Instant due = order.due();
		for (Duration after : List.of(Duration.ofSeconds(-1), Duration.ZERO, Duration.ofNanos(1000))) {
			this.clock.moveTo(due.plus(after));
			said.add(sameEverywhere(order));
		}
		assertThat(said).containsExactly(false, false, false, true);

		order.clarificationAsked();
		assertThat(sameEverywhere(order)).as("the clock stands").isFalse();
		this.clock.advance(Duration.ofDays(2));
		order.clarified();
		assertThat(sameEverywhere(order)).isTrue();
		RequestScenario request = order.cancellationAsked(order.freelancer());
		assertThat(sameEverywhere(order)).as("a request waits").isFalse();
		this.clock.advance(Duration.ofHours(3));
		request.refused(order.client());
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(sameEverywhere(order)).isTrue();
		request.disputed(order.freelancer());
		assertThat(sameEverywhere(order)).as("a ruling is awaited").isFalse();
		request.ruled(Ruling.Choice.REFUSE);
		order.extensionAsked(order.freelancer(), Duration.ofDays(4));
		this.clock.advance(Duration.ofHours(1));
		assertThat(sameEverywhere(order)).as("the freelancer's second request").isTrue();
	}

	/** Whether everything says that it is late. */
	private boolean sameEverywhere(OrderScenario order) {
		Instant now = this.clock.instant();
		boolean rule = Boolean.TRUE
			.equals(this.transaction.execute((tx) -> this.orders.get(order.number()).clock().late(now)));
		assertThat(this.jdbc.sql("select coalesce(late_from < ?, false) from orders where number = ?")
			.params(now.atOffset(ZoneOffset.UTC), order.number())
			.query(Boolean.class)
			.single()).as("in SQL").isEqualTo(rule);
		assertThat(this.reading.order(order.number(), order.client()).late() != null).as("on its page").isEqualTo(rule);
		assertThat(this.reading.list(order.client(), false, null, null).items()).as("in the API's list")
			.extracting(OrderListItem::late)
			.containsExactly(rule);
		for (Dashboard.Side side : Dashboard.Side.values()) {
			String reader = (side == Dashboard.Side.SELLING) ? order.freelancer() : order.client();
			Dashboard dashboard = this.dashboards.of(reader, side, Dashboard.Filter.ACTIVE, ZoneOffset.UTC, null, null);
			assertThat(dashboard.orders().items()).extracting(Dashboard.Entry::late).containsExactly(rule);
			assertThat(dashboard.counts()).containsEntry(Dashboard.Filter.LATE, rule ? 1 : 0);
		}
		return rule;
	}

	@Test
	void two_nodes_that_look_at_once_find_each_order_once() throws Exception {
		List<String> numbers = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			OrderScenario order = inProduction();
			numbers.add(order.number());
			this.clock.moveTo(order.due().plusSeconds(1));
		}
		List<String> found = Collections.synchronizedList(new ArrayList<>());
		CyclicBarrier together = new CyclicBarrier(4);
		ExecutorService nodes = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> looks = new ArrayList<>();
			for (int node = 0; node < 4; node++) {
				looks.add(nodes.submit(() -> {
					together.await(30, TimeUnit.SECONDS);
					List<LateOrderService.FallenLate> batch;
					do {
						batch = this.late.find();
						batch.forEach((order) -> found.add(order.number()));
					}
					while (!batch.isEmpty());
					return null;
				}));
			}
			for (Future<?> look : looks) {
				look.get(120, TimeUnit.SECONDS);
			}
		}
		finally {
			nodes.shutdownNow();
		}
		assertThat(found).doesNotHaveDuplicates().containsAll(numbers);
		assertThat(this.jdbc
			.sql("select count(*) from timeline_entry e join orders o on o.id = e.order_id"
					+ " where e.kind = 'FELL_LATE' and o.number in (:numbers)")
			.param("numbers", numbers)
			.query(Integer.class)
			.single()).isEqualTo(numbers.size());
	}

	@Test
	void what_is_locked_elsewhere_is_left_for_the_next_time() {
		OrderScenario order = inProduction();
		this.clock.moveTo(order.due().plusSeconds(1));
		TransactionTemplate apart = new TransactionTemplate(this.transaction.getTransactionManager());
		apart.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
		this.transaction.executeWithoutResult((tx) -> {
			this.jdbc.sql("select 1 from orders where number = ? for update")
				.param(order.number())
				.query()
				.listOfRows();
			boolean elsewhere = Boolean.TRUE.equals(apart.execute((other) -> found(order.number())));
			assertThat(elsewhere).isFalse();
		});
		assertThat(found(order.number())).isTrue();
	}

	/** Looks until nothing is found any more. */
	private boolean found(String number) {
		boolean found = false;
		List<LateOrderService.FallenLate> batch;
		do {
			batch = this.late.find();
			found |= batch.stream().anyMatch((order) -> order.number().equals(number));
		}
		while (!batch.isEmpty());
		return found;
	}

	@Test
	void late_orders_are_found_by_an_index_that_has_no_others() {
		this.plans.amid(this::manyOrders,
				() -> assertThat(this.plans.ofFewRows(LateOrders.FALLEN_LATE,
						Map.of("now", this.clock.instant().atOffset(ZoneOffset.UTC), "most", 100)))
					.contains("Index Scan using orders_fallen_late")
					.doesNotContain("Sort", "Seq Scan"));
	}

	private void manyOrders() {
		this.jdbc
			.sql("""
					insert into orders (id, version, number, client, freelancer, listing_id, listing_version, terms, title,
						price_amount, price_currency, status, placed_at, requirements_due_at, clock_started_at, clock_due_at,
						late_at)
					select gen_random_uuid(), 0, 'L-' || n, 'camille', 'lea', listing.id, 1, '{}', 'Storyboard', 120, 'EUR',
						'IN_PRODUCTION', now(), now(), now(), now() + (n - 200) * interval '1 hour',
						now() + (n - 200) * interval '1 hour'
					from generate_series(1, 20000) n, (select id from listing limit 1) listing
					""")
			.update();
	}

	@Test
	void an_order_on_time_costs_no_statement_for_it() {
		OrderScenario order = inProduction();
		this.transaction.executeWithoutResult((tx) -> {
			this.orders.get(order.number());
			assertThat(this.statements.of(() -> {
				assertThat(this.late.takeEnded(order.number())).isFalse();
				assertThat(this.late.found(order.number())).isFalse();
			})).isEmpty();
		});
		assertThat(this.statements.of(order::delivered)).filteredOn((sql) -> sql.contains("late_"))
			.as("what reads or writes the order anyway")
			.allMatch((sql) -> sql.startsWith("update orders set ") || sql.startsWith("select "))
			.hasSizeLessThanOrEqualTo(2);
	}

	private OrderScenario inProduction() {
		return this.market.anOrderBetweenNewcomers(Locale.ENGLISH)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE))
			.withRequirements()
			.requirementsClear()
			.planned();
	}

}
