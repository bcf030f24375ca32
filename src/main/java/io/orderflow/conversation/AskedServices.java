package io.orderflow.conversation;

import java.util.UUID;

import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.Offer;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The services that somebody can be asked about. */
@Component
class AskedServices {

	private final ListingService listings;

	AskedServices(ListingService listings) {
		this.listings = listings;
	}

	/**
	 * One that this freelancer has on sale.
	 * @param service null where none is asked about
	 * @throws Refusal {@code listing-not-found} where it is another's; what
	 * {@link ListingService#offerFor} refuses
	 */
	@Nullable AskedService of(@Nullable UUID service, String freelancer) {
		if (service == null) {
			return null;
		}
		Offer offer = this.listings.offerFor(service);
		if (!offer.freelancer().equals(freelancer)) {
			throw Refusal.notFound("listing-not-found");
		}
		return new AskedService(service, offer.content().title());
	}

}
