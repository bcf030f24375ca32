package io.orderflow.order;

import java.time.Instant;

/**
 * Whether the client is owed a progress update now (S25).
 *
 * @param due whether to ask the freelancer for it
 * @param nextCheck when to ask this again if nothing is posted before
 */
public record UpdateAnswer(boolean due, Instant nextCheck) {

}
