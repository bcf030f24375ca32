/**
 * The pages of orders: dashboards, one order with what is to be done now, ordering,
 * disputes, diagrams. The API is in {@code api}.
 */
@NullMarked
package io.orderflow.order.web;

import org.jspecify.annotations.NullMarked;
