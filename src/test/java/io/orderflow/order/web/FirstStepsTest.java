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

	@Test
	void what_was_sent_back_or_taken_back_is_its_freelancers_turn() {
		ListedService back = listing(1, ListingState.REJECTED, null, "Say what is included.");
		assertThat(approval(back)).isEqualTo(
				new FirstSteps.Step("sent-back", false, true, "/sell/listings/" + back.id(), "Say what is included."));
		ListedService taken = listing(1, ListingState.DRAFT, null, null);
		assertThat(approval(taken))
			.isEqualTo(new FirstSteps.Step("unsent", false, true, "/sell/listings/" + taken.id()));
		assertThat(approval(back, listing(1, ListingState.SUBMITTED, null, null)).text()).isEqualTo("approval");
	}

	@Test
	void what_was_approved_stays_so_while_it_is_off_sale() {
		ListedService off = new ListedService(UUID.randomUUID(), 1, "lea", ListingState.DRAFT,
				Contents.listed(Contents.logo()), null, null, null, Instant.EPOCH, Instant.EPOCH, 1);
		assertThat(approval(off).state()).isEqualTo("done");
	}

	private static FirstSteps.Step approval(ListedService... listings) {
		return FirstSteps.of(Side.SELLING, List.of(listings)).steps().get(1);
	}

	private static ListedService listing(int version, ListingState state, @Nullable Integer onSale,
			@Nullable String reason) {
		return new ListedService(UUID.randomUUID(), version, "lea", state, Contents.listed(Contents.logo()), reason,
				onSale, null, (onSale != null) ? Instant.EPOCH : null, null, 1);
	}

	private static List<String> states(int version, ListingState state, @Nullable Integer onSale) {
		return FirstSteps.of(Side.SELLING, List.of(listing(version, state, onSale, null)))
			.steps()
			.stream()
			.map(FirstSteps.Step::state)
			.toList();
	}

}
