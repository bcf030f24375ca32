package io.orderflow.order.step;

import java.time.Instant;

import io.orderflow.platform.ProblemCollector;

/**
 * That a decision was submitted.
 *
 * @param actor the account that decides; already known to be the right side
 * @param now when, UTC
 * @param problems what is wrong with it so far
 */
public record Submission(String actor, Instant now, ProblemCollector problems) {

}
