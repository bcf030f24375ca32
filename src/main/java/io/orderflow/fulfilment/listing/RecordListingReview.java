package io.orderflow.fulfilment.listing;

import java.util.UUID;

import io.orderflow.catalog.ListingReview;
import io.orderflow.catalog.ListingService;
import io.orderflow.fulfilment.ClaimedTask;
import io.orderflow.fulfilment.EngineGateway;
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

	private final EngineGateway engine;

	RecordListingReview(ListingService listings, EngineGateway engine) {
		this.listings = listings;
		this.engine = engine;
	}

	@Override
	public void notify(DelegateTask task) {
		DelegateExecution execution = task.getExecution();
		String moderator = this.engine.actorOf(task);
		ClaimedTask.refuseToOthers(task, moderator, "listing-claimed-by-another");
		FormValues form = SubmittedValues.taken(task, ListingReview.KEYS);
		ListingReview review = this.engine.decisionOf(task, ListingReview.class)
			.orElseGet(() -> ListingReview.fromTasklist(form));
		boolean approved = this.listings.review(UUID.fromString(execution.getProcessBusinessKey()), moderator, review,
				form.problems());
		execution.setVariable(ListingApprovalProcess.LISTING_APPROVED, approved);
	}

}
