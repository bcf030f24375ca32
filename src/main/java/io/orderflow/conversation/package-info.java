/**
 * What clients and freelancers write to each other: one conversation for each order, and
 * one inquiry for each two of them. Messages are only ever added: the database refuses to
 * change or remove one, so that both sides, the timeline and the dossier read the same.
 * What is unread is counted on the conversation itself, under its lock.
 */
@NullMarked
package io.orderflow.conversation;

import org.jspecify.annotations.NullMarked;
