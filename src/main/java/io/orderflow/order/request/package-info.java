/**
 * What one side of an order asks of the other: a later delivery date, a cancellation, a
 * dispute of its refusal, and what a moderator rules (C1, C2, C4). The rules are
 * {@link io.orderflow.order.Requests}.
 */
@NamedInterface("request")
@NullMarked
package io.orderflow.order.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
