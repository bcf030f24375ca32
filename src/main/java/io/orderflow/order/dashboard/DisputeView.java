package io.orderflow.order.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * What a moderator reads before ruling (C4).
 *
 * @param order everything that both sides see of it
 * @param request the cancellation that they do not agree on, the newest that was put to a
 * moderator
 * @param ruledBy the name of who ruled on it; null where nobody has
 */
public record DisputeView(OrderView order, RequestView request, @Nullable String ruledBy) {

}
