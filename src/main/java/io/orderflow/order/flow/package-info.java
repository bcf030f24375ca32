/**
 * The way of a decision from page and API to the process of its order:
 * {@link io.orderflow.order.flow.OrderDesk} is what people call, and
 * {@link io.orderflow.order.flow.OrderFlow} what it needs of the process engine.
 */
@NamedInterface("flow")
@NullMarked
package io.orderflow.order.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
