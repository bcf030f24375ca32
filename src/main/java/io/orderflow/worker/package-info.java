/**
 * External task workers. They speak HTTP to the engine and nothing else, so that they can
 * run in a process, on a machine, or in a language of their own; in the embedded default
 * they run beside the application. Files that strangers wrote are drawn in yet another
 * process, which has little memory and little time, and may die of any of them: see
 * {@link io.orderflow.drawing.DrawingProcess}.
 */
@NullMarked
package io.orderflow.worker;

import org.jspecify.annotations.NullMarked;
