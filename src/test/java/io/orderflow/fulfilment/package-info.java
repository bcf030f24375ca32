/** Every model from its start to each of its ends, on the real engine and database. */
@NullMarked
package io.orderflow.fulfilment;

import org.jspecify.annotations.NullMarked;
