/**
 * External tasks on several nodes: the engine wakes those who wait for one on its own
 * node only.
 */
@NullMarked
package io.orderflow.platform.engine.work;

import org.jspecify.annotations.NullMarked;
