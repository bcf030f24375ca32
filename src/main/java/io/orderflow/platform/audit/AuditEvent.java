package io.orderflow.platform.audit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What was recorded once.
 *
 * @param who the account that acted; null for a stranger and for the application itself
 * @param about whom or what it was done to
 * @param address where it came from
 * @param way {@code PAGE}, {@code BASIC} or {@code TOKEN}
 * @param detail one line in English, for whoever knows the application
 */
public record AuditEvent(UUID id, Instant at, AuditKind kind, @Nullable String who, @Nullable String about,
		@Nullable String address, @Nullable String way, @Nullable String detail) {

}
