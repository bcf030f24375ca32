package io.orderflow.catalog;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Decisions;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.conversation.InquiryService;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.NotificationView;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A service that its freelancer takes off sale, and puts back. */
@OrderflowTest
class ListingOffSaleTest {

	@Autowired
	private ListingService listings;

	@Autowired
	private ListingFlow flow;

	@Autowired
	private ListingRows rows;

	@Autowired
	private InquiryService inquiries;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private IdentityService identity;

	private final String word = "zq" + UUID.randomUUID().toString().substring(0, 8);

	private String freelancer;

	private String moderator;

	private UUID id;

	@BeforeEach
	void sell() {
		this.freelancer = this.newcomers.freelancer();
		this.moderator = this.newcomers.moderator();
		this.id = this.listings.create(this.freelancer, Contents.titled(this.word));
		this.listings.submit(this.id, this.freelancer);
		approve();
	}

	@Test
	void it_is_not_found_until_it_is_put_back_and_stands_where_it_stood() {
		UUID later = this.listings.create(this.freelancer, Contents.titled(this.word + " later"));
		this.listings.submit(later, this.freelancer);
		this.flow.review(later, this.moderator, Decisions.review(Map.of("decision", "approve")));
		for (ListingSort sort : ListingSort.values()) {
			assertThat(found(sort)).as("%s", sort).containsExactlyInAnyOrder(this.id, later);
		}
		this.listings.takeOffSale(this.id, this.freelancer);
		for (ListingSort sort : ListingSort.values()) {
			assertThat(found(sort)).as("%s", sort).containsExactly(later);
		}
		this.listings.putBackOnSale(this.id, this.freelancer);
		assertThat(found(ListingSort.NEWEST)).containsExactly(later, this.id);
	}

	@Test
	void nobody_asks_about_it_and_its_freelancer_is_still_written_to() {
		String client = this.newcomers.client();
		this.listings.takeOffSale(this.id, this.freelancer);
		assertThat(refusal(() -> ask(client, this.id)).code()).isEqualTo("listing-off-sale");
		UUID conversation = ask(client, null);
		assertThat(refusal(() -> ask(client, this.id)).code()).isEqualTo("listing-off-sale");
		this.listings.putBackOnSale(this.id, this.freelancer);
		assertThat(ask(client, this.id)).isEqualTo(conversation);
	}

	private UUID ask(String client, @Nullable UUID service) {
		return this.inquiries.ask(client, this.freelancer, "Still?", service, List.of(), UUID.randomUUID().toString());
	}

	@Test
	void a_change_is_approved_meanwhile_and_stays_off_sale_and_the_freelancer_is_told_so() {
		this.listings.takeOffSale(this.id, this.freelancer);
		long edition = this.listings.get(this.id, this.freelancer).edition();
		this.listings.putBackOnSale(this.id, this.freelancer);
		this.listings.takeOffSale(this.id, this.freelancer);
		this.listings.change(this.id, this.freelancer, Contents.titled(this.word + " more"), edition);
		this.listings.submit(this.id, this.freelancer);
		approve();
		assertThat(refusal(() -> this.listings.offerFor(this.id)).code()).isEqualTo("listing-off-sale");
		assertThat(this.notifications.page(this.freelancer, null, null).items()).extracting(NotificationView::title)
			.first()
			.isEqualTo("Your service is approved: " + this.word + " more");
		this.listings.putBackOnSale(this.id, this.freelancer);
		assertThat(this.listings.offerFor(this.id).version()).isEqualTo(2);
	}

	@Test
	void only_its_freelancer_takes_it_off_sale_and_only_a_freelancer_puts_it_back() {
		String other = this.newcomers.freelancer();
		assertThat(refusal(() -> this.listings.takeOffSale(this.id, other)).code()).isEqualTo("listing-not-found");
		assertThat(refusal(() -> this.listings.takeOffSale(this.id, this.moderator)).code())
			.isEqualTo("listing-not-found");
		this.listings.takeOffSale(this.id, this.freelancer);
		assertThat(refusal(() -> this.listings.putBackOnSale(this.id, other)).code()).isEqualTo("listing-not-found");
		this.identity.deleteMembership(this.freelancer, UserStore.FREELANCERS);
		assertThat(refusal(() -> this.listings.putBackOnSale(this.id, this.freelancer)).code())
			.isEqualTo("not-a-freelancer");
	}

	private List<UUID> found(ListingSort sort) {
		return this.listings.find(new ListingSearch(this.word, null, null, null, sort), null, null)
			.items()
			.stream()
			.map(ListedOffer::listingId)
			.toList();
	}

	private void approve() {
		this.flow.review(this.id, this.moderator, Decisions.review(Map.of("decision", "approve")));
	}

	private static Refusal refusal(Runnable refused) {
		return catchThrowableOfType(Refusal.class, refused::run);
	}

}
