/**
 * Tokens that programs sign in with: made by people for themselves, shown once, kept as a
 * hash, looked up by one read on an index. The password is never hashed for them. And the
 * names that workers, which are such programs, hold tasks by.
 */
@NullMarked
package io.orderflow.platform.token;

import org.jspecify.annotations.NullMarked;
