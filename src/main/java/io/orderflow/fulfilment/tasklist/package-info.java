/**
 * Tasklist's set-up: its filters, what its forms say of an order, and what a person may
 * submit with a task.
 */
@NullMarked
package io.orderflow.fulfilment.tasklist;

import org.jspecify.annotations.NullMarked;
