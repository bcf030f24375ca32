/**
 * What the freelancer says about the points of a revision before the next delivery: that
 * a mark is seen otherwise (B5). The answer to each point is part of the delivery; the
 * rules are {@link io.orderflow.order.DeliveryRounds}.
 */
@NamedInterface("revision")
@NullMarked
package io.orderflow.order.revision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
