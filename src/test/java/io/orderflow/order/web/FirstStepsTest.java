package io.orderflow.order.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.catalog.Contents;
import io.orderflow.catalog.ListedService;
import io.orderflow.catalog.ListingState;
import io.orderflow.order.dashboard.Dashboard.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FirstStepsTest {

	@Test
	void a_service_is_written_then_approved() {
		assertThat(states(0, ListingState.DRAFT, null)).containsExactly("next", "", "");
		assertThat(states(1, ListingState.SUBMITTED, null)).containsExactly("done", "next", "");
		assertThat(states(1, ListingState.APPROVED, 1)).containsExactly("done", "done", "next");
	}

	@Test
	void what_is_on_sale_stays_so_while_it_is_changed() {
		assertThat(states(1, ListingState.DRAFT, 1)).containsExactly("done", "done", "next");
		assertThat(states(2, ListingState.REJECTED, 1)).containsExactly("done", "done", "next");
		assertThat(states(1, ListingState.DRAFT, null)).as("sent back and taken up again")
			.containsExactly("done", "next", "");
	}

	@Test
	void a_client_finds_a_service_orders_it_and_follows_it() {
		FirstSteps steps = FirstSteps.of(Side.BUYING, List.of());
		assertThat(steps.steps()).extracting(FirstSteps.Step::text).containsExactly("find", "order", "follow");
		assertThat(steps.steps()).extracting(FirstSteps.Step::state).containsExactly("next", "", "");
		assertThat(steps.steps()).extracting(FirstSteps.Step::href).containsExactly("/services", null, null);
	}

	private static List<String> states(int version, ListingState state, @Nullable Integer onSale) {
		ListedService listing = new ListedService(UUID.randomUUID(), version, "lea", state,
				Contents.listed(Contents.logo()), null, onSale, (onSale != null) ? Instant.EPOCH : null, 1);
		return FirstSteps.of(Side.SELLING, List.of(listing)).steps().stream().map(FirstSteps.Step::state).toList();
	}

}
