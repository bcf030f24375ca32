package io.orderflow.order;

import java.time.Instant;

/**
 * The dates of the review of a delivery (S26).
 *
 * @param reminderAt when the client is reminded
 * @param acceptedAt when silence accepts
 */
public record ReviewDates(Instant reminderAt, Instant acceptedAt) {

}
