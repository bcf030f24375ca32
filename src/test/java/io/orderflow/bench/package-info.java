/**
 * How fast whole orders go through Orderflow, beside the bare engine on the same models,
 * and how fast its pages are with a million orders. No tests: {@code ./mvnw -Pbench
 * verify} runs {@link io.orderflow.bench.Benchmark}, with {@code -Dbench.main=Pages}
 * {@link io.orderflow.bench.Pages}; they fail only where an order or a page is not what
 * it should be, never for being slow.
 */
@NullMarked
package io.orderflow.bench;

import org.jspecify.annotations.NullMarked;
