package io.orderflow.notification.push;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A browser that is pushed to, as its owner sees it.
 *
 * @param endpoint by which a browser recognises itself
 * @param label what the owner calls it
 */
public record PushSubscriptionView(UUID id, String endpoint, @Nullable String label, Instant createdAt) {

}
