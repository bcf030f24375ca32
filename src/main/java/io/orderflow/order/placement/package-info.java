/**
 * A client orders a service: the order's row and its process commit together, once for
 * each idempotency key (S1, S7).
 */
@NamedInterface("placement")
@NullMarked
package io.orderflow.order.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
