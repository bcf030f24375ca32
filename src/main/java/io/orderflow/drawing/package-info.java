/**
 * Draws files that strangers wrote, each in a process of its own, which has little memory
 * and little time and may die of any of them
 * ({@link io.orderflow.drawing.DrawingProcess}). Knows nothing of orders, of the database
 * or of the engine: workers use it, and so does the application for what is seen in its
 * pages.
 */
@NullMarked
package io.orderflow.drawing;

import org.jspecify.annotations.NullMarked;
