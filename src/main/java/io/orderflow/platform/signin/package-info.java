/**
 * Signing in with a password: against the one {@link io.orderflow.platform.UserStore},
 * with bounds on how often and how much is tried, and with what a session keeps of who is
 * signed in.
 */
@NullMarked
package io.orderflow.platform.signin;

import org.jspecify.annotations.NullMarked;
