package io.orderflow.platform.live;

import java.time.Instant;

/**
 * Something that a person's open pages should know of.
 *
 * @param type the name of the event: {@code notification}, {@code message}, {@code order}
 * @param at when it happened: what is told together is told in this order
 * @param data what is sent, as JSON
 */
public record LiveEvent(String type, Instant at, Object data) {

}
