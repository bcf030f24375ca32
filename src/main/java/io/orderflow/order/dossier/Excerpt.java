package io.orderflow.order.dossier;

import java.util.List;

/**
 * What was read of something, the oldest first.
 *
 * @param more whether there is more, for which there is no room
 */
record Excerpt<T>(List<T> items, boolean more) {

}
