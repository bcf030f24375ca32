/**
 * How fast whole orders go through Orderflow, beside the bare engine on the same models,
 * how fast its pages are with a million orders, and what a file of a gigabyte costs. No
 * tests: {@code ./mvnw -Pbench verify} runs {@link io.orderflow.bench.Benchmark}, with
 * {@code -Dbench.main=Pages} {@link io.orderflow.bench.Pages} and with
 * {@code -Dbench.main=BigFile} {@link io.orderflow.bench.BigFile}; they fail only where
 * an order, a page or a file is not what it should be, never for being slow.
 */
@NullMarked
package io.orderflow.bench;

import org.jspecify.annotations.NullMarked;
