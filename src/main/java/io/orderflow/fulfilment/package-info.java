/**
 * Everything that touches the process engine for orders and the requests about them,
 * listings and notifications: the delegates and listeners that the models in
 * {@code processes/} name, the flows that the features call, and Tasklist's set-up.
 * Nothing here decides: a delegate hands the business key to the domain, and the domain's
 * answer becomes a routing flag.
 */
@NullMarked
package io.orderflow.fulfilment;

import org.jspecify.annotations.NullMarked;
