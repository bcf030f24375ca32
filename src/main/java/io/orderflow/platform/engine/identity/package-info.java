/** The engine's users and groups, and what each group may do in its applications. */
@NullMarked
package io.orderflow.platform.engine.identity;

import org.jspecify.annotations.NullMarked;
