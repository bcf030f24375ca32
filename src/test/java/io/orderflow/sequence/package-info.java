/**
 * Random sequences of what both sides, a moderator, workers, time and outages do to an
 * order, on the application and its engine and on a model of a few pages side by side.
 */
@NullMarked
package io.orderflow.sequence;

import org.jspecify.annotations.NullMarked;
