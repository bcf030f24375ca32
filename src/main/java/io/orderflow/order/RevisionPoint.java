package io.orderflow.order;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the client wants changed (S26, B5).
 *
 * @param text what is to be changed
 * @param requirement the key of the requirement question it belongs to; null where the
 * client named none
 */
public record RevisionPoint(String text, @Nullable String requirement) {

}
