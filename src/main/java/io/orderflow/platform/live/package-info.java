/**
 * What happens, told to open browsers while it happens: server-sent events, on any number
 * of nodes. Nothing is written for it: the features' own rows say which transaction wrote
 * them, so that everything that became visible after a snapshot can be read from them. A
 * node that changed something says so with {@code NOTIFY}; the nodes read for whoever is
 * connected to them.
 */
@NullMarked
package io.orderflow.platform.live;

import org.jspecify.annotations.NullMarked;
