/**
 * The steps of an order: one class for each decision that the process asks for, which
 * holds all that is particular to it.
 */
@NamedInterface("step")
@NullMarked
package io.orderflow.order.step;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
