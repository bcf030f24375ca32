/**
 * Passkeys: signing in with what one has instead of a password that one knows, and the
 * recovery codes for whoever loses it.
 */
@NullMarked
package io.orderflow.account.passkey;

import org.jspecify.annotations.NullMarked;
