package io.orderflow.fulfilment.listing;

import java.util.UUID;

import io.orderflow.account.AccountService;
import io.orderflow.catalog.ListingService;
import org.springframework.stereotype.Component;

/**
 * How a service stands that a moderator has in Tasklist: it may be taken off sale and put
 * back while its review waits.
 */
@Component
public class ListingSummary {

	private final ListingService listings;

	private final AccountService accounts;

	ListingSummary(ListingService listings, AccountService accounts) {
		this.listings = listings;
		this.accounts = accounts;
	}

	/** Markdown of our own, true at this moment. */
	public String of(UUID listing, String freelancer) {
		return ListingBrief.summary(this.listings.get(listing, freelancer),
				this.accounts.get(freelancer).displayName());
	}

}
