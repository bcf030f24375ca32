/**
 * Dossiers (B7): one document for each side of an order, in that side's language and time
 * zone, of everything that was agreed, done and said. The application gathers what is in
 * it, a worker that holds the external task draws it and hands it in, and the side
 * downloads it. Made when the order closes, and when a side asks.
 */
@NamedInterface("dossier")
@NullMarked
package io.orderflow.order.dossier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
