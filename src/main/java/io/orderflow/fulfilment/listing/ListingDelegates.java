package io.orderflow.fulfilment.listing;

import java.util.UUID;

import io.orderflow.catalog.ListingService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the service tasks of {@code listingApproval.bpmn} do, each under the name by which
 * the model calls it.
 */
@Configuration(proxyBeanMethods = false)
class ListingDelegates {

	private final ListingService listings;

	ListingDelegates(ListingService listings) {
		this.listings = listings;
	}

	/** The listing is approved already: its questions become a form for its orders. */
	@Bean
	JavaDelegate publishListing(RequirementsFormDeployer forms) {
		return (execution) -> forms.deploy(this.listings.approvedOffer(listing(execution)));
	}

	@Bean
	JavaDelegate notifyOfListingReview(ListingReviewDone review) {
		return (execution) -> {
			this.listings.notifyOfReview(listing(execution));
			review.of(listing(execution), (Integer) execution.getVariable(ListingApprovalProcess.LISTING_VERSION));
		};
	}

	private static UUID listing(DelegateExecution execution) {
		return UUID.fromString(execution.getProcessBusinessKey());
	}

}
