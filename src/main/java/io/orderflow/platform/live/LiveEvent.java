package io.orderflow.platform.live;

/**
 * Something that a person's open pages should know of.
 *
 * @param type the name of the event: {@code notification}, {@code message}, {@code order}
 * @param data what is sent, as JSON
 */
public record LiveEvent(String type, Object data) {

}
