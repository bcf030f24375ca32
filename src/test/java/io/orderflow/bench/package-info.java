/**
 * How fast whole orders go through Orderflow, beside the bare engine on the same models,
 * how fast its pages are with a million orders, what a file of a gigabyte costs, and how
 * soon a preview is there. No tests: {@code ./mvnw -Pbench verify} runs
 * {@link io.orderflow.bench.Benchmark}, with {@code -Dbench.main=Pages}
 * {@link io.orderflow.bench.Pages}, with {@code BigFile}
 * {@link io.orderflow.bench.BigFile} and with {@code Previews}
 * {@link io.orderflow.bench.Previews}; they fail only where an order, a page, a file or a
 * preview is not what it should be, never for being slow.
 */
@NullMarked
package io.orderflow.bench;

import org.jspecify.annotations.NullMarked;
