package io.orderflow.fulfilment.listing;

import java.util.Optional;
import java.util.UUID;

import io.orderflow.catalog.ReviewDesk;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.engine.claim.ClaimCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** No freelancer gets the review of their own service. */
@Component
class ListingClaims implements ClaimCheck {

	private final ReviewDesk desk;

	/** The engine asks for this bean when it is asked, long after it has started. */
	ListingClaims(@Lazy ReviewDesk desk) {
		this.desk = desk;
	}

	@Override
	public Optional<Refusal> refusal(String processDefinitionKey, @Nullable String businessKey, String person) {
		return (businessKey != null && processDefinitionKey.equals(ListingApprovalProcess.KEY)
				&& !this.desk.mayReview(UUID.fromString(businessKey), person))
						? Optional.of(Refusal.forbidden("listing-is-ones-own")) : Optional.empty();
	}

}
