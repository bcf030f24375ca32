package io.orderflow.order;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A client orders a service.
 *
 * @param listingId the service
 * @param version which of its contents the client saw; null where that does not matter
 * @param answers what the client can tell of the requirements already, by question key;
 * null where the client wants to be asked (S17)
 * @param idempotencyKey names this one wish: repeated, it returns the first order
 */
public record PlaceOrder(UUID listingId, @Nullable Integer version, @Nullable Map<String, Object> answers,
		@Nullable String idempotencyKey) {

	/**
	 * What came of it.
	 *
	 * @param number the order's
	 * @param repeated whether it had been placed before, under the same key
	 */
	public record Placed(String number, boolean repeated) {

	}

}
