package io.orderflow.order.timeline;

import java.time.Instant;
import java.util.Map;

import io.orderflow.order.TimelineKind;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order's timeline (B7).
 *
 * @param no from 1, without gaps
 * @param at when, UTC
 * @param actor the account; null where the process did it
 */
public record TimelineLine(int no, Instant at, @Nullable String actor, TimelineKind kind, Map<String, String> details) {

}
