/**
 * Orders as people read them: lists, counts, one order whole, its diagram.
 */
@NamedInterface("dashboard")
@NullMarked
package io.orderflow.order.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
