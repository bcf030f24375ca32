/**
 * The order: what was agreed, where it stands, and everything that may be done to it. The
 * aggregate decides; the process engine, behind {@code order.flow.OrderFlow}, only
 * carries it from one decision to the next. Nothing here depends on the engine.
 */
@NullMarked
package io.orderflow.order;

import org.jspecify.annotations.NullMarked;
