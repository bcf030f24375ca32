package io.orderflow.conversation;

import java.time.Instant;
import java.util.UUID;

/**
 * Where the two sides of an order write. It outlives the order (S28).
 *
 * @param id its id
 * @param orderNumber the order it belongs to
 * @param client the account that ordered
 * @param freelancer the account that sells
 * @param openedAt when the order was placed
 */
record Conversation(UUID id, String orderNumber, String client, String freelancer, Instant openedAt) {

	boolean isBetween(String account) {
		return account.equals(this.client) || account.equals(this.freelancer);
	}

	String otherSide(String account) {
		return account.equals(this.client) ? this.freelancer : this.client;
	}

}
