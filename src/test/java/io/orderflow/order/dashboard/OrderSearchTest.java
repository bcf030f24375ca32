package io.orderflow.order.dashboard;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** How PostgreSQL finds somebody's orders among those of all. */
@OrderflowTest
class OrderSearchTest {

	@Autowired
	private QueryPlans plans;

	@Test
	void an_order_is_cut_out_of_many_on_an_index() {
		assertThat(this.plans.ofFewRows(OrderSearch.FOUND,
				Map.of("me", "nobody", "words", "logo:*", "at", OffsetDateTime.now(ZoneOffset.UTC), "id",
						UUID.randomUUID(), "limit", 21)))
			.contains("orders_of_client", "orders_of_freelancer")
			.doesNotContain("Seq Scan on orders");
	}

	@Test
	void an_order_under_way_is_looked_for_among_the_clients_newest() {
		assertThat(this.plans.ofFewRows(OrderSearch.UNDER_WAY, Map.of("me", "nobody", "listing", UUID.randomUUID())))
			.contains("orders_of_client")
			.doesNotContain("Seq Scan on orders");
	}

}
