/**
 * What the engine asks the database for while orders take their steps: less than it does
 * by itself.
 */
@NullMarked
package io.orderflow.platform.engine.reads;

import org.jspecify.annotations.NullMarked;
