package io.orderflow.order.placement;

import java.util.UUID;

import io.orderflow.order.step.ProvideRequirements;
import org.jspecify.annotations.Nullable;

/**
 * A client orders a service.
 *
 * @param listingId the service
 * @param version which of its contents the client saw; null where that does not matter
 * @param requirements what the client can tell of the requirements already; null where
 * the client wants to be asked (S17)
 * @param idempotencyKey names this one request: repeated, it returns the first order
 */
public record PlaceOrder(UUID listingId, @Nullable Integer version, ProvideRequirements.@Nullable Decision requirements,
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
