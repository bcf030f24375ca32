/**
 * The users of the engine's identity service: how their passwords are kept and checked,
 * and the rules that hold whoever sets one.
 */
@NullMarked
package io.orderflow.platform.identity;

import org.jspecify.annotations.NullMarked;
