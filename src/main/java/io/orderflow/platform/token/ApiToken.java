package io.orderflow.platform.token;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A token as its owner sees it, who alone may: without the secret.
 *
 * @param beginning its first characters
 * @param lastUsedAt to some minutes; null where it was never used
 */
public record ApiToken(UUID id, String name, String beginning, Set<TokenScope> scopes, Instant createdAt,
		Instant expiresAt, @Nullable Instant lastUsedAt) {

}
