package io.orderflow.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.orderflow.OrderflowTest;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListedService;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingPicture;
import io.orderflow.catalog.ListingState;
import io.orderflow.catalog.ListingView;
import io.orderflow.catalog.ListingService;
import io.orderflow.platform.Page;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/** There is something to order as soon as the embedded default runs. */
@OrderflowTest
class DemoListingsTest {

	/** Other tests of the run sell services too. */
	private static final Set<String> TITLES = Set.of("Storyboard illustré pour votre film publicitaire",
			"Traduction de l’anglais vers le français, 2\u00a0000 mots", "Quick proofreading of one page of English",
			"Copy for your landing page");

	@Autowired
	private DemoStart start;

	@Autowired
	private DemoListings demo;

	@Autowired
	private ListingService listings;

	@Test
	void four_services_are_on_sale_in_both_languages_and_of_every_kind() {
		assertThat(contents()).hasSize(4);
		assertThat(contents()).extracting(ListingContent::language).containsExactlyInAnyOrder("fr", "fr", "en", "en");
		assertThat(contents()).extracting(ListingContent::approval)
			.containsExactlyInAnyOrder(ApprovalNeeded.DRAFT_AND_PLAN, ApprovalNeeded.DRAFT_AND_PLAN,
					ApprovalNeeded.PLAN, ApprovalNeeded.NONE);
		assertThat(contents()).filteredOn((content) -> !content.hasMandatoryQuestions()).hasSize(1);
		services().forEach((service) -> assertThat(this.listings.offerFor(service.id()).version()).isEqualTo(1));
	}

	@Test
	void three_have_a_picture_that_says_what_is_to_be_seen_in_the_language_of_the_service() {
		assertThat(contents()).filteredOn((content) -> !content.pictures().isEmpty())
			.flatExtracting(ListingContent::pictures)
			.extracting(ListingPicture::alternativeText)
			.satisfiesExactlyInAnyOrder((text) -> assertThat(text).startsWith("Deux feuilles"),
					(text) -> assertThat(text).startsWith("Six cases"),
					(text) -> assertThat(text).startsWith("A page"));
	}

	@Test
	void they_are_there_before_the_first_request_is_answered() {
		assertThat(this.start.isRunning()).isTrue();
		assertThat(this.start.getPhase()).isLessThan(SmartLifecycle.DEFAULT_PHASE - 2048);
	}

	@Test
	void another_start_changes_nothing() {
		List<ListingView> before = services().toList();
		this.demo.run();
		assertThat(services()).isEqualTo(before);
	}

	@Test
	void a_start_leaves_alone_what_a_freelancer_is_still_writing() {
		UUID draft = this.listings.create("lea", renamed(contents().get(0)));
		this.demo.run();
		assertThat(this.listings.get(draft, "lea").state()).isEqualTo(ListingState.DRAFT);
	}

	private static ListingContent renamed(ListingContent content) {
		return new ListingContent("Not ready yet", content.description(), content.language(), content.price(),
				content.deliveryTime(), content.revisions(), content.approval(), content.updateAskedAfter(),
				content.updateRemindedAfter(), content.revisionRoundTime(), content.questions());
	}

	private List<ListingContent> contents() {
		return services().map(ListingView::content).toList();
	}

	private Stream<ListingView> services() {
		return Stream.of("lea", "noah")
			.flatMap((freelancer) -> all(freelancer).stream())
			.filter((listing) -> TITLES.contains(listing.content().title()))
			.map((listed) -> this.listings.get(listed.id(), listed.freelancer()));
	}

	/** Page after page: others of the run may have made many. */
	private List<ListedService> all(String freelancer) {
		List<ListedService> all = new ArrayList<>();
		Page<ListedService> page = this.listings.ofFreelancer(freelancer, null, 100);
		all.addAll(page.items());
		while (page.next() != null) {
			page = this.listings.ofFreelancer(freelancer, page.next(), 100);
			all.addAll(page.items());
		}
		return all;
	}

}
