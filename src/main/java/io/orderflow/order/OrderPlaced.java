package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;

/**
 * What the process needs to know of a new order.
 *
 * @param number the business key
 * @param client whom the process asks on the client's side
 * @param freelancer whom it asks on the freelancer's
 * @param requirementsComplete whether there is nothing to provide any more
 * @param approvalNeeded whether the client approves a plan or draft before the delivery
 * @param requirementsForm id of the form made of the listing's questions
 * @param requirementsDeadline when an order without requirements is cancelled (C5)
 * @param requirementsReminderEvery how often to ask whether to remind the client of them
 * @param waitingReminderEvery how often to remind whoever holds up the order
 */
public record OrderPlaced(String number, String client, String freelancer, boolean requirementsComplete,
		boolean approvalNeeded, String requirementsForm, Instant requirementsDeadline,
		Duration requirementsReminderEvery, Duration waitingReminderEvery) {

}
