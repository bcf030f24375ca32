/**
 * How fast whole orders go through Orderflow, beside the bare engine on the same models.
 * No test: {@code ./mvnw -Pbench verify} runs {@link io.orderflow.bench.Benchmark} and
 * fails only where an order is not what it should be, never for being slow.
 */
@NullMarked
package io.orderflow.bench;

import org.jspecify.annotations.NullMarked;
