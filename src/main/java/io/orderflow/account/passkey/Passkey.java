package io.orderflow.account.passkey;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One passkey, as its owner sees it.
 *
 * @param id what the authenticator calls it, in Base64 for addresses
 * @param label what its owner calls it
 * @param lastUsed when it last signed its owner in; null before the first time
 */
public record Passkey(String id, String label, Instant createdAt, @Nullable Instant lastUsed) {

}
