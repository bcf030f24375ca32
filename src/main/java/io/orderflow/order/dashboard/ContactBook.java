package io.orderflow.order.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.money.MonetaryAmount;

import io.orderflow.order.timeline.WaitingTimes;

/**
 * What two people have had with each other (S11). Declared here for the order's page,
 * kept by the contacts.
 */
public interface ContactBook {

	/**
	 * Empty before their first order. Asks nobody for leave: it is for the two alone.
	 */
	Optional<History> between(String client, String freelancer);

	/**
	 * Their orders, counted.
	 *
	 * @param placed all of them
	 * @param completed those that came to their end
	 * @param cancelled those that were called off
	 * @param spent the prices of the completed ones, one amount for each currency
	 * @param lastOrderAt when the newest was placed
	 * @param waited how long the closed ones waited for each of the two (S20)
	 */
	record History(int placed, int completed, int cancelled, List<MonetaryAmount> spent, Instant lastOrderAt,
			WaitingTimes waited) {

		public History {
			spent = List.copyOf(spent);
		}

	}

}
