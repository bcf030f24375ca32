package io.orderflow.catalog;

import java.time.Instant;
import java.util.UUID;

import io.orderflow.platform.Cursor;

/**
 * A service in the list of what waits for a moderator.
 *
 * @param version which submission it is
 * @param language of its title
 * @param freelancer the account that sells it
 * @param submittedAt since when it waits
 * @param earlierOnSale whether something can be ordered that was approved before
 */
public record ListingToReview(UUID id, int version, String title, String language, String freelancer,
		Instant submittedAt, boolean earlierOnSale) {

	Cursor place() {
		return new Cursor(this.submittedAt, this.id);
	}

}
