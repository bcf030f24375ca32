/**
 * What happened to an order, line by line (B7), for its page, the API and live pages.
 */
@NamedInterface("timeline")
@NullMarked
package io.orderflow.order.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
