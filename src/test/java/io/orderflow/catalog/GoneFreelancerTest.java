package io.orderflow.catalog;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Decisions;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.conversation.InquiryService;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A service whose freelancer is one no more, or is gone: nobody buys it. */
@OrderflowTest
class GoneFreelancerTest {

	@Autowired
	private ListingService listings;

	@Autowired
	private ListingFlow flow;

	@Autowired
	private InquiryService inquiries;

	@Autowired
	private OrderPlacementService placements;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private IdentityService identity;

	@Autowired
	private TransactionTemplate transactions;

	private final String word = "zq" + UUID.randomUUID().toString().substring(0, 8);

	private String freelancer;

	private String moderator;

	private String client;

	private UUID id;

	@BeforeEach
	void sell() {
		this.client = this.newcomers.client();
		this.freelancer = this.newcomers.freelancer();
		this.moderator = this.newcomers.moderator();
		this.id = this.listings.create(this.freelancer, Contents.titled(this.word));
		this.listings.submit(this.id, this.freelancer);
		this.flow.review(this.id, this.moderator, Decisions.review(Map.of("decision", "approve")));
		isOnSale();
	}

	@Test
	void it_is_on_sale_while_its_freelancer_is_one_and_again_once_they_are() {
		this.identity.deleteMembership(this.freelancer, UserStore.FREELANCERS);
		isNotOnSale();
		this.identity.createMembership(this.freelancer, UserStore.CLIENTS);
		isNotOnSale();
		assertThat(this.listings.get(this.id, this.freelancer).id()).as("their own").isEqualTo(this.id);
		assertThat(this.listings.get(this.id, this.moderator).id()).as("to moderators").isEqualTo(this.id);
		this.identity.createMembership(this.freelancer, UserStore.FREELANCERS);
		isOnSale();
	}

	@Test
	void it_is_not_on_sale_once_its_freelancer_was_removed() {
		this.identity.deleteUser(this.freelancer);
		isNotOnSale();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void an_order_asks_in_its_own_transaction(boolean removed) {
		PlaceOrder request = new PlaceOrder(this.id, 1, null, "key of a form");
		this.transactions.executeWithoutResult((tx) -> {
			if (removed) {
				this.identity.deleteUser(this.freelancer);
			}
			else {
				this.identity.deleteMembership(this.freelancer, UserStore.FREELANCERS);
			}
			assertThat(refusal(() -> this.placements.place(this.client, request))).isEqualTo("listing-off-sale");
			tx.setRollbackOnly();
		});
		assertThat(this.placements.place(this.client, request).number()).isNotEmpty();
	}

	private void isOnSale() {
		assertThat(found()).containsExactly(this.id);
		assertThat(this.listings.offerFor(this.id).version()).isOne();
		assertThat(this.listings.get(this.id, this.client).id()).isEqualTo(this.id);
		assertThat(this.listings.get(this.id, null).id()).isEqualTo(this.id);
		ask(this.client);
	}

	private void isNotOnSale() {
		assertThat(found()).isEmpty();
		for (Runnable use : List.<Runnable>of(() -> this.listings.offerFor(this.id),
				() -> this.listings.get(this.id, this.client), () -> this.listings.get(this.id, null),
				() -> this.placements.place(this.client, new PlaceOrder(this.id, 1, null, null)))) {
			assertThat(refusal(use)).isEqualTo("listing-off-sale");
		}
		assertThat(refusal(() -> ask(this.client))).isEqualTo("listing-off-sale");
		assertThat(refusal(() -> ask(this.newcomers.client()))).as("a new conversation")
			.isEqualTo("freelancer-unknown");
	}

	private void ask(String person) {
		this.inquiries.ask(person, this.freelancer, "Still?", this.id, List.of(), UUID.randomUUID().toString());
	}

	private List<UUID> found() {
		return List.of(ListingSort.values())
			.stream()
			.flatMap((sort) -> this.listings.find(new ListingSearch(this.word, null, null, null, sort), null, null)
				.items()
				.stream())
			.map(ListedOffer::listingId)
			.distinct()
			.toList();
	}

	private static String refusal(Runnable refused) {
		return catchThrowableOfType(Refusal.class, refused::run).code();
	}

}
