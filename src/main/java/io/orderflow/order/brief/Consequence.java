package io.orderflow.order.brief;

import java.time.Instant;

/**
 * What happens by itself, as a sentence in English around a time.
 *
 * @param before the time
 * @param at when, UTC
 * @param after the time
 */
public record Consequence(String before, Instant at, String after) {

}
