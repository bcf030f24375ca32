package io.orderflow.fulfilment.listing;

import java.util.UUID;

import io.orderflow.catalog.ListingReview;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.ReviewDesk;
import io.orderflow.fulfilment.ClaimedTask;
import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.FormLabels;
import io.orderflow.fulfilment.SubmittedValues;
import io.orderflow.platform.FormValues;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Hands a moderator's decision to the listing, in the transaction that completes the
 * task.
 */
@Component
class RecordListingReview implements TaskListener {

	private final ListingService listings;

	private final ReviewDesk desk;

	private final EngineGateway engine;

	private final FormLabels labels;

	RecordListingReview(ListingService listings, ReviewDesk desk, EngineGateway engine, FormLabels labels) {
		this.listings = listings;
		this.desk = desk;
		this.engine = engine;
		this.labels = labels;
	}

	@Override
	public void notify(DelegateTask task) {
		DelegateExecution execution = task.getExecution();
		String moderator = this.engine.actorOf(task);
		UUID listing = UUID.fromString(execution.getProcessBusinessKey());
		ClaimedTask.refuseToOthers(task, moderator, "listing-claimed-by-another",
				(claimer) -> this.desk.mayReview(listing, claimer));
		FormValues form = SubmittedValues.taken(task, ListingReview.KEYS);
		boolean approved = this.engine.decisionOf(task, ListingReview.class)
			.map((review) -> this.listings.review(listing, moderator, review, form.problems()))
			.orElseGet(() -> this.labels.naming("reviewListing",
					() -> this.listings.review(listing, moderator, ListingReview.fromTasklist(form), form.problems())));
		execution.setVariable(ListingApprovalProcess.LISTING_APPROVED, approved);
	}

}
