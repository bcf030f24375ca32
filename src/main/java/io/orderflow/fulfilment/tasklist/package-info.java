/**
 * Tasklist's set-up: its filters, and what a person may submit with a task.
 */
@NullMarked
package io.orderflow.fulfilment.tasklist;

import org.jspecify.annotations.NullMarked;
