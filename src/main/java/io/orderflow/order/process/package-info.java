/**
 * The order's side of its process: what the engine's delegates call, and whom that tells.
 */
@NamedInterface("process")
@NullMarked
package io.orderflow.order.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
