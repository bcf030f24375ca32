package io.orderflow.order.dashboard;

/**
 * What a moderator reads before ruling (C4).
 *
 * @param order everything that both sides see of it
 * @param request the cancellation that they do not agree on, the newest that was put to a
 * moderator
 */
public record DisputeView(OrderView order, RequestView request) {

}
