/**
 * Whose tasks are: who may have one of a group, that nobody keeps one beyond being in the
 * group, and that what the model gives to somebody stays theirs.
 */
@NullMarked
package io.orderflow.platform.engine.claim;

import org.jspecify.annotations.NullMarked;
