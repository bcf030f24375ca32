package io.orderflow.order.request;

import java.time.Duration;
import java.time.Instant;

/**
 * What the process of a request needs to know.
 *
 * @param number of the order
 * @param no which of its requests
 * @param otherSide account of whoever is to answer
 * @param cancellation whether a cancellation is asked for, else a later date
 * @param answerDue when the default answer counts
 * @param reminderAt when the other side is reminded of it
 * @param rulingReminderEvery how often moderators are reminded of a dispute about it
 */
public record RequestAsked(String number, int no, String otherSide, boolean cancellation, Instant answerDue,
		Instant reminderAt, Duration rulingReminderEvery) {

}
