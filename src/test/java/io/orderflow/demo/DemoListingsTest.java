package io.orderflow.demo;

import java.util.List;
import java.util.stream.Stream;

import io.orderflow.OrderflowTest;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingView;
import io.orderflow.catalog.Listings;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;

/** There is something to order as soon as the embedded default runs. */
@OrderflowTest
class DemoListingsTest {

	@Autowired
	private DemoListings demo;

	@Autowired
	private Listings listings;

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
	void another_start_changes_nothing() {
		List<ListingView> before = services().toList();
		this.demo.run(new DefaultApplicationArguments());
		assertThat(services()).isEqualTo(before);
	}

	private List<ListingContent> contents() {
		return services().map(ListingView::content).toList();
	}

	private Stream<ListingView> services() {
		return Stream.of("lea", "noah")
			.flatMap((freelancer) -> this.listings.ofFreelancer(freelancer, null, 100).items().stream());
	}

}
