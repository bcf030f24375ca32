package io.orderflow.order.dashboard;

import java.time.Instant;
import java.util.UUID;

import io.orderflow.platform.Cursor;

/**
 * A dispute in the list of what waits for a moderator.
 *
 * @param id of the request
 * @param asking whoever wants to cancel
 * @param disputedAt since when it waits
 */
public record DisputeToRule(UUID id, String number, String title, OrderView.Person client, OrderView.Person freelancer,
		OrderView.Person asking, Instant disputedAt) {

	Cursor place() {
		return new Cursor(this.disputedAt, this.id);
	}

}
