/**
 * Tasks of groups: who may have one, and that nobody keeps one beyond being in the group.
 */
@NullMarked
package io.orderflow.platform.engine.claim;

import org.jspecify.annotations.NullMarked;
