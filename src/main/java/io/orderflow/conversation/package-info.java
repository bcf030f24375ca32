/**
 * What the two sides of an order write to each other. Messages are only ever added: the
 * database refuses to change or remove one, so that both sides, the timeline and the
 * dossier read the same.
 */
@NullMarked
package io.orderflow.conversation;

import org.jspecify.annotations.NullMarked;
