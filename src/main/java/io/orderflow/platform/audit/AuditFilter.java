package io.orderflow.platform.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; what is null is not asked for.
 *
 * @param from the first moment
 * @param to the moment after the last
 */
public record AuditFilter(@Nullable String who, @Nullable AuditKind kind, @Nullable Instant from,
		@Nullable Instant to) {

}
