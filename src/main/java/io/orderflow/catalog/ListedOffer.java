package io.orderflow.catalog;

import java.util.UUID;

/**
 * An {@link Offer} in a list.
 *
 * @param listingId the listing
 * @param version which of its approved contents this is
 * @param freelancer the account that sells it
 * @param content as approved, without its questions
 */
public record ListedOffer(UUID listingId, int version, String freelancer, ListedContent content) {

}
