package io.orderflow.order.timeline;

import java.util.Map;

import io.orderflow.BareOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How PostgreSQL finds what has happened since, for somebody with thousands of orders.
 */
@OrderflowTest
class OrderLiveSourceTest {

	@Autowired
	private BareOrders orders;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private QueryPlans plans;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void who_has_thousands_of_orders_is_not_read_whole_where_most_have_few() {
		String client = this.newcomers.client();
		String freelancer = this.newcomers.freelancer();
		this.plans.amid(() -> manyLike(this.orders.placed(client, freelancer)), () -> {
			this.jdbc.sql("analyze orders, timeline_entry").update();
			assertThat(this.plans.ofAnybody(OrderLiveSource.SINCE,
					Map.of("account", freelancer, "snapshot", "1:1:", "limit", 21)))
				.contains("orders_pkey")
				.doesNotContain("orders_of_");
		});
	}

	private void manyLike(BareOrders.BareOrder order) {
		this.jdbc.sql("set local session_replication_role = replica").update();
		this.jdbc
			.sql("""
					insert into orders (id, version, number, client, freelancer, listing_id, listing_version, terms, title,
						price_amount, price_currency, status, placed_at, requirements_due_at)
					select gen_random_uuid(), 0, 'T-many-' || n, 'many' || n, case n % 10 when 0 then freelancer else 'one' || n end,
						listing_id, 1, '{}', title, 120, 'EUR', status, placed_at, placed_at
					from orders, generate_series(1, 20000) n where id = :id
					""")
			.param("id", order.id())
			.update();
		this.jdbc
			.sql("""
					insert into timeline_entry (id, order_id, no, at, kind, details)
					select gen_random_uuid(), id, 1, placed_at, 'ORDER_PLACED', '{}' from orders where number like 'T-many-%'
					""")
			.update();
		this.jdbc.sql("set local session_replication_role = origin").update();
	}

}
