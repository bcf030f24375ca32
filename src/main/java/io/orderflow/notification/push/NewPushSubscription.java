package io.orderflow.notification.push;

import org.jspecify.annotations.Nullable;

/**
 * A browser as it describes itself.
 *
 * @param endpoint where its push service takes messages for it
 * @param p256dh its public key on P-256, uncompressed, base64url
 * @param auth its secret of 16 bytes, base64url
 * @param label what the owner calls it, 100 characters at most
 */
public record NewPushSubscription(@Nullable String endpoint, @Nullable String p256dh, @Nullable String auth,
		@Nullable String label) {

}
