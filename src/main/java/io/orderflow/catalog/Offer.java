package io.orderflow.catalog;

import java.util.UUID;

/**
 * What can be ordered at this moment. An order keeps the content it was placed on,
 * whatever becomes of the listing.
 *
 * @param listingId the listing
 * @param version which of its approved contents this is
 * @param freelancer the account that sells it
 * @param content as approved
 */
public record Offer(UUID listingId, int version, String freelancer, ListingContent content) {

	/** Id of the Tasklist form that was made of the questions when they were approved. */
	public String requirementsForm() {
		return requirementsForm(this.listingId, this.version);
	}

	public static String requirementsForm(UUID listingId, int version) {
		return "requirements-" + listingId + "-" + version;
	}

}
