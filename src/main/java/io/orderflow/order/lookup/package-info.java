/**
 * Finds an order by its number, once a transaction, for everything that is done to one.
 */
@NullMarked
package io.orderflow.order.lookup;

import org.jspecify.annotations.NullMarked;
